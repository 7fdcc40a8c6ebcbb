import type { WrittenText } from '../case/dialogue.js';
import type { OpenCase } from '../case/recovery-case.js';
import { spokenAt } from './last-contact.js';
import { standing, triesOf } from './steps.js';

/**
 * What people wrote to the customer and no channel took, as long as nobody has spoken to them since, or was asked to and could
 * not. Once it is decided how the case ends, nothing is owed of it any more.
 */
export function unsaidTexts(c: OpenCase): readonly WrittenText[] {
  return c.ending === undefined ? c.texts.filter((written) => isUnsaid(c, written)) : [];
}

function isUnsaid(c: OpenCase, { round, ordinal, at }: WrittenText): boolean {
  const step = { round, message: 'agent_message', ordinal } as const;
  const state = standing(c, step);
  if (state.kind !== 'over' || state.told) return false;
  // What was never asked for, as no channel was left, was over when it was written.
  const since = Math.max(at, ...triesOf(c, step).map((m) => m.endedAt ?? m.requestedAt));
  const inVain = c.reaches.filter((r) => r.state === 'not_reached').map(({ endedAt = 0 }) => endedAt);
  return Math.max(spokenAt(c) ?? 0, ...inVain) <= since;
}
