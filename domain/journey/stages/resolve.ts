import type { IncidentInCase, OpenCase } from '../../case/recovery-case.js';
import type { MessageType } from '../../contact/messages.js';
import { apologyUnsaid } from '../apology.js';
import { nextDue } from '../due.js';
import type { Move, Part } from '../move.js';
import { isPostponed, wait } from '../move.js';
import { checkPromise } from '../promise-terms.js';
import { askNext } from '../steps.js';
import { acknowledgedAt, unresolved, untold } from '../told.js';

/** A person (or the automatic remedy) resolves; the customer is told at once. Resolved means decided, started and told. */
export const resolve: Part = (c, now) => {
  const owed = untold(c);
  if (owed.length > 0) return tell(c, owed, now);
  if (unresolved(c).length === 0) return undefined;
  const until = nextDue(c, now)?.at ?? now + c.protocol.escalateAgainAfter;
  return wait(until, c.owner === undefined ? 'somebody to take and resolve it' : 'its owner to resolve it', 'agent');
};

function tell(c: OpenCase, owed: readonly IncidentInCase[], now: number): Move | undefined {
  const incidents = owed.map((i) => i.id);
  const unheard = owed.every((i) => acknowledgedAt(c, i) === undefined);
  const message = unheard ? 'resolved_at_once' : 'resolution';
  const covers = coveredBy(c, incidents, unheard);
  const move = askNext(c, { message, incidents, covers, promise: checkPromise(c, now) }, now);
  // What waits for the hours of contact keeps nobody from resolving the rest.
  return isPostponed(move) && unresolved(c).length > 0 ? { ...move, waitingFor: 'agent' } : move;
}

/** What the solution's message says besides: nothing that was said before, and the apology only when it is owed. */
function coveredBy(c: OpenCase, incidents: readonly string[], unheard: boolean): readonly MessageType[] {
  const unacknowledged = c.incidents.some((i) => incidents.includes(i.id) && acknowledgedAt(c, i) === undefined);
  return [
    ...(unacknowledged ? (['acknowledgement'] as const) : []),
    ...(apologyUnsaid(c) ? (['apology'] as const) : []),
    ...(unheard ? (['resolution'] as const) : []),
  ];
}
