import type { SendRow } from '../../domain/sends/send-row.js';
import type { Settlement } from '../../ports/send-ledger.js';

/** What a settlement writes into its row. */
export function settled(settlement: Settlement): Pick<SendRow, 'state' | 'settledAt'> & Partial<SendRow> {
  const { state, at } = settlement;
  const locale = 'locale' in settlement ? { locale: settlement.locale } : {};
  const common = { state, settledAt: at, ...locale };
  switch (settlement.state) {
    case 'accepted':
      return { ...common, providerId: settlement.providerId };
    case 'rejected':
      return { ...common, code: settlement.code, permanent: settlement.permanent };
    case 'in_doubt':
      return { ...common, code: settlement.code };
    case 'skipped':
      return { ...common, code: settlement.reason };
  }
}

/** The row of a message that was withdrawn before anyone claimed it; generation 0, for the address of nobody. */
export function tombstone(key: string, request: number, at: number): SendRow {
  return { key, state: 'withdrawn', request, generation: 0, deadlineAt: at, addressHash: '', settledAt: at };
}

/** The row after a withdrawal; why an earlier request was rejected or skipped is forgotten with that request. */
export function withdrawn(row: SendRow, request: number, at: number): SendRow {
  const { key, generation, deadlineAt, addressHash } = row;
  const higher = Math.max(row.request, request);
  return { key, state: 'withdrawn', request: higher, generation, deadlineAt, addressHash, settledAt: at };
}
