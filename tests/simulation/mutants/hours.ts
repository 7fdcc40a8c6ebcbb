import type { OpenCase } from '../../../domain/case/recovery-case.js';
import { trueRules } from '../rules.js';
import { replacing } from './mutant.js';
import type { Mutant } from './mutant.js';

/** A case that knows of no night. */
function sleepless({ hours: _, ...c }: OpenCase): OpenCase {
  return c;
}

/** What a sender is told who does not look at the hours. */
const messageContext: typeof trueRules.messageContext = (c, order, now) =>
  trueRules.messageContext(sleepless(c), order, now);

/** Broken rules of the hours of contact. */
export const hoursMutants: readonly Mutant[] = [
  {
    name: 'messages go out at any hour',
    caughtBy: 'inside_hours',
    rules: replacing({
      nextMove: (c, now) => trueRules.nextMove(c.phase === 'open' ? sleepless(c) : c, now),
      messageContext,
    }),
  },
  {
    name: 'what was asked for by day leaves by night, where the provider took so long',
    caughtBy: 'inside_hours',
    rules: replacing({ messageContext }),
  },
];
