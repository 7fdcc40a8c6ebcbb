import type { Opening } from '../../../domain/case/case-events.js';
import type { StaffCommand } from '../../../domain/case/commands.js';
import { DAY, HOUR } from './builders.js';
import type { Journey, World } from './journey.js';
import { opened } from './journey.js';

/** What an agent says who has put everything right. */
export const RESOLVE = { type: 'resolve', cause: 'lost_by_courier' } as const satisfies StaffCommand;

/** An agent takes the case after an hour and resolves it at this time; the customer is told at once. */
export function resolvedAfter(offset: number, opening: Partial<Opening> = {}, world: World = {}): Journey {
  return opened(opening)
    .until(HOUR, world)
    .does({ type: 'take' })
    .until(offset, world)
    .does(RESOLVE)
    .until(offset, world);
}

/** The case was resolved after twenty hours and the customer, asked three days later, gave this score after another. */
export function answeredWith(score: number, opening: Partial<Opening> = {}): Journey {
  return answers(resolvedAfter(20 * HOUR, opening).until(20 * HOUR + 4 * DAY), score);
}

/** The customer answers the survey of the current round now. */
export function answers(j: Journey, score: number): Journey {
  return j.does({ type: 'answer', round: j.state.round.number, score }, { actor: 'customer' });
}
