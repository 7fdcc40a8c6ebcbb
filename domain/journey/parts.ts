import type { OpenCase } from '../case/recovery-case.js';
import type { Move, Part, WaitMove } from './move.js';
import { closeLoop } from './stages/close-loop.js';
import { stages } from './stages/index.js';
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
  const parts = c.ending === undefined ? [...watchers, ...stages.map((stage) => stage.next)] : [closeLoop];
  const moves: Move[] = [];
  for (const [place, part] of parts.entries()) {
    const move = part(c, now);
    if (move === undefined) continue;
    moves.push(move);
    if (!isPostponed(move) || place >= inTurn || c.ending !== undefined) break;
  }
  return moves;
}

/** The messages that would go out now, were it not for the hours of contact. */
export function postponedMoves(
  c: OpenCase,
  now: number,
): readonly (WaitMove & Required<Pick<WaitMove, 'postponed'>>)[] {
  return journeyMoves(c, now).filter(isPostponed);
}

function isPostponed(move: Move): move is WaitMove & Required<Pick<WaitMove, 'postponed'>> {
  return move.kind === 'wait' && move.postponed !== undefined;
}
