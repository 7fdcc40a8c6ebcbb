import { NOT_ARRIVED, type SendReport, type SendRow, type SendState, type SettledByHand } from './send-row.js';

/** How far a message has come: reports move it forward only. A failure is the last word, since a bounce may follow a delivery. */
const progress: Readonly<Record<SendState, number>> = {
  claimed: 0,
  in_doubt: 0,
  rejected: 0,
  skipped: 0,
  withdrawn: 0,
  accepted: 1,
  delivered: 2,
  failed: 3,
};
const reached = { taken: 'accepted', delivered: 'delivered', failed: 'failed' } as const;

/**
 * The row after a provider's report, or undefined when it says nothing new. In whatever order reports come in, and
 * however often, the row ends the same: the furthest state counts, and of two that say the same the earlier. What became
 * of a copy to an earlier address says nothing of the one to the corrected address.
 */
export function reported(row: SendRow, mark: string, report: SendReport): SendRow | undefined {
  if (row.mark !== mark) return undefined;
  const state = reached[report.kind];
  const settledAt = progress[row.state] === 0 ? report.at : Math.min(row.settledAt ?? report.at, report.at);
  if (progress[state] > progress[row.state] || isEarlier(row, report)) {
    const { code: _c, permanent: _p, receiptDueAt: _d, ...rest } = row;
    const told = { providerId: report.providerId, reportedAt: report.at };
    return awaitReceipt({ ...rest, state, settledAt, ...told, ...(report.kind === 'failed' && { code: report.code }) });
  }
  return settledAt === row.settledAt ? undefined : awaitReceipt({ ...row, settledAt });
}

/** The row after its receipt did not come in time, or undefined when none is overdue. */
export function unreceived(row: SendRow, now: number): SendRow | undefined {
  const { receiptDueAt, ...rest } = row;
  if (row.state !== 'accepted' || receiptDueAt === undefined || now < receiptDueAt) return undefined;
  return { ...rest, noReceiptAt: now };
}

/**
 * The row after a person's word about the copy of this generation, or undefined when that one is not in doubt; what may be
 * sent again is free to be claimed.
 */
export function handSettled(row: SendRow, generation: number, word: SettledByHand): SendRow | undefined {
  if (row.state !== 'in_doubt' || row.generation !== generation) return undefined;
  const { code: _c, ...rest } = row;
  const next = { ...rest, settledAt: word.at, settledByHand: word };
  return word.verdict === 'arrived'
    ? { ...next, state: 'accepted' }
    : { ...next, state: 'rejected', permanent: false, code: NOT_ARRIVED };
}

/** The row with the time by which its receipt is due, where it has been taken and awaits one. */
export function awaitReceipt(row: SendRow): SendRow {
  const { state, settledAt, receiptWithin, noReceiptAt } = row;
  const awaits = state === 'accepted' && noReceiptAt === undefined;
  if (!awaits || settledAt === undefined || receiptWithin === undefined) return row;
  return { ...row, receiptDueAt: settledAt + receiptWithin };
}

/** Whether a report of what the row says already is the first one, or was true before the one that said so. */
function isEarlier({ state, reportedAt, code = '', providerId = '' }: SendRow, report: SendReport): boolean {
  if (reached[report.kind] !== state) return false;
  // What its sender said of it, or a person, no report has borne out yet.
  if (reportedAt === undefined) return true;
  if (report.at !== reportedAt) return report.at < reportedAt;
  const reportedCode = report.kind === 'failed' ? report.code : code;
  if (reportedCode !== code) return reportedCode < code;
  return report.providerId < providerId;
}
