import type { Context } from './context.js';
import { exitCodes } from './exit-codes.js';
import { CommandFailure } from './failure.js';

/**
 * Asks a person at a terminal before something that cannot be taken back. Off a terminal, or with `--yes`, the options say
 * all there is to say, and nobody is asked. Throws `CommandFailure` for a no.
 */
export async function confirm({ terminal }: Context, question: string, { yes }: { yes?: boolean }): Promise<void> {
  if (yes === true) return;
  const answer = await terminal.ask?.(`${question} [y/N] `);
  if (answer === undefined || /^y(es)?$/i.test(answer.trim())) return;
  throw new CommandFailure('Nothing was done.', exitCodes.failed);
}
