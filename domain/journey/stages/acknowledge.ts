import type { Part } from '../move.js';
import { wait } from '../move.js';
import { newsPromise } from '../promise-terms.js';
import { askNext, askOnce } from '../steps.js';
import { acknowledgedAt, unresolved } from '../told.js';
import { remedyPending } from '../watchers/grant-remedy.js';

/**
 * We have it, this comes next, and by when: within minutes, for each incident. What is resolved before it goes out is
 * said in one combined message later. A second chance opens with a message of its own.
 */
export const acknowledge: Part = (c, now) => {
  const owed = unresolved(c).filter((i) => acknowledgedAt(c, i) === undefined);
  if (owed.length === 0) return openSecondChance(c, now);
  const remedyUntil = c.openedAt + c.protocol.remedyWithin;
  if (remedyPending(c) && now < remedyUntil) {
    return wait(remedyUntil, 'the automatic remedy, so that one message can say everything', 'provider');
  }
  const incidents = owed.map((i) => i.id);
  return askNext(c, { message: 'acknowledgement', incidents, promise: newsPromise(c, now) }, now);
};

const openSecondChance: Part = (c, now) => {
  const incidents = unresolved(c).map((i) => i.id);
  if (c.round.cause !== 'second_chance' || incidents.length === 0) return undefined;
  return askOnce(c, { message: 'second_chance', incidents, promise: newsPromise(c, now) }, now);
};
