import type { OpenCase } from '../../case/recovery-case.js';
import type { Move, Part } from '../move.js';
import { wait } from '../move.js';
import { heldUntil, speakable } from '../proactive.js';
import { newsPromise } from '../promise-terms.js';
import { askNext, askOnce } from '../steps.js';
import { acknowledgedAt, untold } from '../told.js';
import { remedyPending } from '../watchers/grant-remedy.js';

const REMEDY = 'the automatic remedy, so that one message can say everything';

/**
 * We have it, this comes next, and by when: within minutes, for each incident. What is resolved before it goes out is
 * said in one combined message later, and so is what we found ourselves. A second chance opens with a message of its own.
 */
export const acknowledge: Part = (c, now) => {
  const owed = speakable(c, now).filter((i) => acknowledgedAt(c, i) === undefined);
  if (owed.length === 0) return openSecondChance(c, now) ?? keepToOurselves(c, now);
  const remedyUntil = c.openedAt + c.protocol.remedyWithin;
  if (remedyPending(c) && now < remedyUntil) return wait(remedyUntil, REMEDY, 'provider');
  const incidents = owed.map((i) => i.id);
  return askNext(c, { message: 'acknowledgement', incidents, promise: newsPromise(c, now) }, now);
};

const openSecondChance: Part = (c, now) => {
  const incidents = speakable(c, now).map((i) => i.id);
  if (c.round.cause !== 'second_chance' || incidents.length === 0) return undefined;
  return askOnce(c, { message: 'second_chance', incidents, promise: newsPromise(c, now) }, now);
};

/** Where nothing else is to be said, the solution of what we found ourselves is waited for. */
function keepToOurselves(c: OpenCase, now: number): Move | undefined {
  const until = heldUntil(c, now);
  if (until === undefined || speakable(c, now).length > 0 || untold(c).length > 0) return undefined;
  if (remedyPending(c)) return wait(until, REMEDY, 'provider');
  return wait(until, 'somebody to resolve what the customer does not know of yet, to tell both at once', 'agent');
}
