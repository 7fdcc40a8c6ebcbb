import type { MessageOrder } from '../../../domain/case/case-events.js';
import type { IncidentInCase, MessageRecord, OpenCase } from '../../../domain/case/recovery-case.js';
import { firstFault, ofEachCase } from './invariant.js';
import type { Invariant } from './invariant.js';
import { isAside, isAskedFor, seen, wentOut } from './look.js';

const kept = ofEachCase(
  'found_by_ourselves_told_with_its_solution',
  'Nothing is said of a failure that we found ourselves before its solution or the end of its time, unless the customer has spoken, or a person has told them.',
  (run) =>
    firstFault(seen(run, 'message_requested'), ({ event, before }) => {
      // Before the fourth version of the rules each end of a case was told.
      const isOldEnd = event.message === 'closing' && (before?.rules ?? 0) < 4;
      if (before === undefined || isAskedFor(event) || isOldEnd) return undefined;
      const early = before.incidents.find((i) => event.incidents.includes(i.id) && isTooEarly(before, i, event));
      return early && `${event.slot} was asked for before ${early.id} was resolved`;
    }),
);

function isTooEarly(c: OpenCase, incident: IncidentInCase, { at, slot }: { at: number } & MessageOrder): boolean {
  // What may be on its way is asked about again.
  const again = c.messages.some((m) => m.slot === slot && m.state === 'unsettled');
  // A voucher that is there already is told, whatever comes of the rest.
  return !again && c.act?.state !== 'done' && isKeptBack(c, incident, at);
}

/** Whether the customer knows nothing of an incident at this instant, and is not to hear of it yet. */
export function isKeptBack(c: OpenCase, incident: IncidentInCase, at: number): boolean {
  const { id, operational, reportedAt, joinedAt, resolvedAt } = incident;
  if (operational !== true || resolvedAt !== undefined || hasSpoken(c)) return false;
  const told = c.messages.some((m) => m.incidents.includes(id) && !isAside(m) && mayBeRead(m));
  const byHand = c.reaches.some((r) => r.state === 'reached' && r.requestedAt >= joinedAt);
  return !told && !byHand && at < reportedAt + (c.protocol.holdProactive ?? 0);
}

/** A message that is on its way, went out, or may have. */
function mayBeRead(m: MessageRecord): boolean {
  return wentOut(m) || m.state === 'requested' || m.state === 'unsettled';
}

/** The customer complained of something in this case, or wrote, by its facts alone. */
function hasSpoken(c: OpenCase): boolean {
  return c.asks.length > 0 || c.incidents.some((i) => i.operational !== true);
}

/** What holds of failures that the customer has not complained of. */
export const proactiveInvariants: readonly Invariant[] = [kept];
