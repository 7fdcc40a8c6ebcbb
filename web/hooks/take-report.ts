import type { CaseInput } from '../../domain/case/commands.js';
import { optOutReasons, ownSubject } from '../../domain/contact/opt-outs.js';
import { closesChannel, type FailureCode } from '../../domain/failure-codes.js';
import { copyMarked } from '../../domain/sends/copies.js';
import { partsOf } from '../../domain/sends/send-key.js';
import type { SendReport, SendRow } from '../../domain/sends/send-row.js';
import { settleTaskId } from '../../domain/tasks/task.js';
import type { ProviderReport } from '../../ports/provider-hooks.js';
import { hashOn } from '../consents.js';
import { customerOf } from '../customer-of.js';
import type { ServerDependencies } from '../dependencies.js';
import { closingFailed } from './closing-failed.js';

/** What a report works on. */
export type ReportSources = Pick<ServerDependencies, 'recoveries' | 'clock' | 'readPatience' | 'hashAddress'> & {
  readonly stores: Pick<
    ServerDependencies['stores'],
    'sends' | 'addresses' | 'tasks' | 'cases' | 'incidents' | 'customers' | 'consents'
  >;
};

/** A report, and the door through which it came, such as `twilio`. */
export type HeardReport = ProviderReport & { readonly source: string };

/** Whether a report was about a message of the ledger, and its copy about the address of today. */
export type ReportResult = 'taken' | 'unknown' | 'outdated';

/** How a report ends the task to settle its message: the same for each, since reports come in any order. */
const SETTLED = { outcome: 'arrived', actor: 'system', note: 'The provider has reported on this message.' } as const;

/**
 * Takes a provider's word about one message, in any order and any number of times. The address that its copy went to is
 * stopped first; the row of a message that goes elsewhere since stays as it is. That a
 * message was taken is written down at once, or somebody might look, find nothing and send it again; that it failed, only
 * when its case has heard, so that a row that is `failed` says so. Rejects with `RecoveryUnavailableError` when the case
 * could not be told: the same report again, the sweep or a person goes on from there.
 */
export async function takeReport(deps: ReportSources, report: HeardReport): Promise<ReportResult> {
  const row = report.mark === undefined ? undefined : await deps.stores.sends.marked(report.mark);
  const copy = row && copyMarked(row, report.mark ?? '');
  if (row === undefined || copy === undefined) return 'unknown';
  const { word } = report;
  const reason = stopReason(report);
  if (reason !== undefined) {
    await deps.stores.addresses.stop(copy.addressHash, { reason, at: word.at, source: report.source });
  }
  if (reason === optOutReasons.all) await keepOwnWord(deps, row.key, { ...copy, at: word.at });
  if (copy.mark !== row.mark) return 'outdated';
  if (word.kind !== 'complained') await moveRow(deps, row, word);
  return 'taken';
}

function stopReason({ word }: ProviderReport): FailureCode | undefined {
  if (word.kind === 'complained') return 'complained';
  return word.kind === 'failed' && closesChannel(word.code) ? word.code : undefined;
}

/** Whoever has told their carrier STOP means themselves too: a corrected number does not undo it. The number has to be theirs still. */
async function keepOwnWord(
  deps: ReportSources,
  key: string,
  { mark: ref, addressHash, at }: { readonly mark: string; readonly addressHash: string; readonly at: number },
): Promise<void> {
  const { customers, consents } = deps.stores;
  const { tenant, caseId, channel } = partsOf(key);
  const customerId = await customerOf(deps.stores, { tenant, caseId });
  const record = customerId === undefined ? undefined : await customers.get({ tenant, customerId });
  if (customerId === undefined || record === undefined) return;
  if (hashOn(deps, record.customer, channel) !== addressHash) return;
  const word = { at, source: 'provider', actor: 'system', ref } as const;
  await consents.optOut(ownSubject({ tenant, customerId }, channel), 'all', word);
}

async function moveRow(deps: ReportSources, row: SendRow, word: SendReport): Promise<void> {
  const { sends, tasks } = deps.stores;
  const { tenant, slot } = partsOf(row.key);
  if (word.kind === 'failed' && row.state !== 'failed') {
    await tell(deps, row, { type: 'delivery_failed', slot, code: word.code });
    await closingFailed(deps, row);
  }
  const moved = await sends.report(row.mark, word);
  const ref = { tenant, taskId: settleTaskId(row) };
  const task = await tasks.get(ref);
  // A case learns of a doubt only after its task was raised, so without one there is nothing to tell it.
  if (task === undefined || task.done !== undefined) return;
  if (moved?.after.state !== 'failed') await tell(deps, row, { type: 'send_settled', slot, verdict: 'arrived' });
  await tasks.done(ref, { ...SETTLED, at: deps.clock.now() });
}

type News = Extract<CaseInput, { type: 'delivery_failed' | 'send_settled' }>;

/** A case or run that is closed hears nothing any more, and that is no fault: of its last message a person hears. */
async function tell({ stores, recoveries }: ReportSources, { key }: SendRow, news: News): Promise<void> {
  const { tenant, caseId } = partsOf(key);
  // The first message may fail before anything of its case is written down.
  const customerId = await customerOf(stores, { tenant, caseId });
  if (customerId === undefined) return;
  await recoveries.tell({ ...news, tenant, customerId, caseId, actor: 'system' });
}
