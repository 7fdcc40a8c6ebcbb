import { Command, CommanderError } from 'commander';
import { addCaseCommands } from './commands/case.js';
import { addIncidentCommands } from './commands/incident.js';
import { addProgrammeCommands } from './commands/programme.js';
import type { Context } from './context.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { CommandFailure } from './failure.js';
import { connect, type Server } from './server.js';
import { paintOf, plain, type Terminal } from './terminal.js';

/** Runs the command line `words` (without `node` and script) and says with what to exit. Throws only for faults of ours. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
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

function createProgram(context: Context, asJson: boolean): Command {
  const { terminal } = context;
  const program = new Command('amends')
    .description('Service recovery: report incidents, act on cases, publish programmes.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd()),
    })
    .showSuggestionAfterError()
    .addHelpText('after', '\nExit codes: 0 ok, 1 failed, 2 usage, 3 not found, 4 refused by the case, 5 unavailable.');
  if (!asJson) program.showHelpAfterError('Add --help to see how it is called.');
  addIncidentCommands(program, context);
  addCaseCommands(program, context);
  addProgrammeCommands(program, context);
  return program;
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
