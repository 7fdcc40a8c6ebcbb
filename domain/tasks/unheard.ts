import type { CaseEvent } from '../case/case-events.js';
import type { CaseView } from '../case/case-view.js';
import { isOver } from '../case/may-be-read.js';
import { foldKnown } from '../case/evolve.js';
import { partsOf } from '../sends/send-key.js';
import type { SendRow } from '../sends/send-row.js';
import type { Task } from './task.js';

/** A case as it was written down. */
export interface CaseRecord {
  readonly view: Pick<CaseView, 'stage'>;
  readonly journal: readonly CaseEvent[];
}

/**
 * The task to tell a customer how their case ended, once its closing message is known not to have arrived: the case is
 * closed by then, and does nothing more. Undefined where the case is open or has heard of it in time, and for all other
 * messages: what they say is over with the case. It is the same task for all channels of one closing.
 */
export function unheardClosing(row: Pick<SendRow, 'key'>, found: CaseRecord, raisedAt: number): Task | undefined {
  const { slot, message } = partsOf(row.key);
  const isClosed = found.view.stage === 'closed';
  return isClosed && message === 'closing' && !hasHeardOf(found.journal, slot)
    ? unheardDoubt(row, found, raisedAt)
    : undefined;
}

/**
 * The task to tell a customer what a message says that was in doubt, and so counted as said, until it turned out not to have
 * arrived: undefined where the case is open and does not say how it ends yet, and so sends it again.
 */
export function unheardDoubt({ key }: Pick<SendRow, 'key'>, found: CaseRecord, raisedAt: number): Task | undefined {
  if (!saysNothingMore(found)) return undefined;
  const { tenant, caseId, slot, message } = partsOf(key);
  const [round, , ordinal] = slot.split('/');
  const id = `reach-${caseId}-${message}-${round}-${ordinal}`;
  return { id, tenant, caseId, kind: 'reach_customer', send: key, raisedAt };
}

/** A case as it was written down, or closed where its run has ended since: nothing of it hears any more. */
export function asHeard(found: CaseRecord, heard: 'delivered' | 'closed'): CaseRecord {
  return heard === 'closed' ? { ...found, view: { stage: 'closed' } } : found;
}

function saysNothingMore({ view, journal }: CaseRecord): boolean {
  if (view.stage === 'closed') return true;
  const c = foldKnown(journal);
  return c.phase !== 'new' && isOver(c);
}

/** Whether the case knows that this message did not arrive. */
export function hasHeardOf(journal: readonly CaseEvent[], slot: string): boolean {
  return journal.some((event) => event.type === 'message_undelivered' && event.slot === slot);
}
