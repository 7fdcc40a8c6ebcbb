import { apologyOwed } from '../apology.js';
import { hasRoom } from '../budget.js';
import type { Part } from '../move.js';
import { wait } from '../move.js';
import { awaitedFrom, speakable } from '../proactive.js';
import { newsPromise } from '../promise-terms.js';
import { askOnce, first, standing } from '../steps.js';

/**
 * One apology, with responsibility and repair in it. It waits a while for somebody to sign it. Where the solution comes
 * first, or the severity has no room for a message of its own, the solution's message carries it.
 */
export const apologize: Part = (c, now) => {
  const open = speakable(c, now);
  const opener = open.find((i) => i.operational !== true) ?? open[0];
  if (opener === undefined || !apologyOwed(c) || !hasRoom(c, 'apology')) return undefined;
  const until = awaitedFrom(c, opener) + c.protocol.apologyWaits;
  if (c.owner === undefined && now < until && standing(c, first(c, 'apology')).kind === 'ask') {
    return wait(until, 'somebody to take the case and sign the apology', 'agent');
  }
  return askOnce(c, { message: 'apology', incidents: open.map((i) => i.id), promise: newsPromise(c, now) }, now);
};
