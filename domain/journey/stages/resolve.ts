import type { OpenCase } from '../../case/recovery-case.js';
import type { MessageType } from '../../contact/messages.js';
import { apologyUnsaid } from '../apology.js';
import { nextDue } from '../due.js';
import type { Part } from '../move.js';
import { wait } from '../move.js';
import { checkPromise } from '../promise-terms.js';
import { askNext } from '../steps.js';
import { acknowledgedAt, unresolved, untold } from '../told.js';

/** A person (or the automatic remedy) resolves; the customer is told at once. Resolved means decided, started and told. */
export const resolve: Part = (c, now) => {
  const owed = untold(c);
  const incidents = owed.map((i) => i.id);
  if (incidents.length > 0) {
    const unheard = owed.every((i) => acknowledgedAt(c, i) === undefined);
    const message = unheard ? 'resolved_at_once' : 'resolution';
    return askNext(c, { message, incidents, covers: coveredBy(c, incidents, unheard), promise: checkPromise(c, now) });
  }
  if (unresolved(c).length === 0) return undefined;
  const until = nextDue(c, now)?.at ?? now + c.protocol.escalateAgainAfter;
  return wait(until, c.owner === undefined ? 'somebody to take and resolve it' : 'its owner to resolve it', 'agent');
};

/** What the solution's message says besides: nothing that was said before, and the apology only when it is owed. */
function coveredBy(c: OpenCase, incidents: readonly string[], unheard: boolean): readonly MessageType[] {
  const unacknowledged = c.incidents.some((i) => incidents.includes(i.id) && acknowledgedAt(c, i) === undefined);
  return [
    ...(unacknowledged ? (['acknowledgement'] as const) : []),
    ...(apologyUnsaid(c) ? (['apology'] as const) : []),
    ...(unheard ? (['resolution'] as const) : []),
  ];
}
