import { isOver } from '../case/may-be-read.js';
import type { OpenCase } from '../case/recovery-case.js';
import { isPostponed, type Move, type Part, type PostponedMove } from './move.js';
import { closeLoop } from './stages/close-loop.js';
import { stages } from './stages/index.js';
import { answerCustomer } from './watchers/answer-customer.js';
import { grantRemedy } from './watchers/grant-remedy.js';
import { keepPromises } from './watchers/keep-promises.js';
import { reachByHand } from './watchers/reach-by-hand.js';

/** Beside the journey, before its stages. */
const watchers: readonly Part[] = [grantRemedy, keepPromises, reachByHand];

/** From here on each step follows from what the one before has told: none overtakes another that waits for the hours of contact. */
const inTurn = stages.findIndex(({ name }) => name === 'resolve') + watchers.length;

/**
 * What the watchers and the first stage that is not over want; before that, each message of theirs that waits for the hours
 * of contact, since it keeps nobody from working meanwhile. Once it is decided how a case ends, only that is left.
 */
export function journeyMoves(c: OpenCase, now: number): readonly Move[] {
  // Once the last message is out nothing may follow that its customer was told would not come.
  const isEnding = c.ending !== undefined || (c.rules >= 4 && isOver(c));
  const parts = isEnding ? [closeLoop] : [...watchers, ...stages.map((stage) => stage.next)];
  const moves: Move[] = [];
  for (const [place, part] of parts.entries()) {
    const move = part(c, now);
    if (move === undefined) continue;
    moves.push(move);
    if (!isPostponed(move) || place >= inTurn) break;
  }
  return moves;
}

/** The messages that would go out now, were it not for the hours of contact; a gate that is shut holds back those of the journey. */
export function postponedMoves(c: OpenCase, now: number): readonly PostponedMove[] {
  const answer = answerCustomer(c, now);
  const isShut = c.repliedAt !== undefined || (c.hold !== undefined && c.ending === undefined);
  return [...(answer === undefined ? [] : [answer]), ...(isShut ? [] : journeyMoves(c, now))].filter(isPostponed);
}
