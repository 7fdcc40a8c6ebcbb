import { CommanderError } from 'commander';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { CommandFailure } from './failure.js';
import { createProgram } from './program.js';
import { connect, type Server } from './server.js';
import { asWanted, paintOf, plain, type Terminal } from './terminal.js';

/** Runs the command line `words` (without `node` and script) and says with what to exit. Throws only for faults of ours. */
export async function runCommandLine(words: readonly string[], given: Terminal): Promise<ExitCode> {
  const terminal = asWanted(given, words);
  const context = { terminal, paint: paintOf(terminal), server: once(() => connect(terminal)) };
  const asJson = words.includes('--json');
  try {
    await createProgram(context, asJson).parseAsync(words, { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError) return ended(error, terminal, asJson);
    if (!(error instanceof CommandFailure)) throw error;
    if (asJson) terminal.out(JSON.stringify(error.document));
    terminal.error(context.paint.red(plain(error.message)));
    return error.exitCode;
  }
}

/** Commander ends with an error for help too. */
function ended({ exitCode, message }: CommanderError, terminal: Terminal, asJson: boolean): ExitCode {
  if (exitCode === 0) return exitCodes.ok;
  if (asJson) terminal.out(JSON.stringify({ title: 'The command was not called rightly', detail: message }));
  return exitCodes.usage;
}

function once(connecting: () => Promise<Server>): () => Promise<Server> {
  let server: Promise<Server> | undefined;
  return () => (server ??= connecting());
}
