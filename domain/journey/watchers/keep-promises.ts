import type { Part } from '../move.js';
import { speakable } from '../proactive.js';
import { renewedPromise } from '../promise-terms.js';
import { askNext, stepsOver } from '../steps.js';

/**
 * A missed promise is owned up to and renewed, once: a promise that a renewal made is not renewed again, since a person
 * has been called by then. Once everything is resolved, the message that says so owns up to it instead.
 */
export const keepPromises: Part = (c, now) => {
  const open = speakable(c, now);
  const renewable = c.promises.filter(
    (p) => p.state === 'missed' && p.round === c.round.number && !p.slot.includes('/progress_update/'),
  );
  const owed = renewable.some((p) => !p.ownedUp) && stepsOver(c, 'progress_update') < renewable.length;
  if (!owed || open.length === 0) return undefined;
  const incidents = open.map((i) => i.id);
  return askNext(c, { message: 'progress_update', incidents, promise: renewedPromise(c, now) }, now);
};
