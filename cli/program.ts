import { Command } from 'commander';
import { addCaseCommands } from './commands/case.js';
import { addCauseCommands } from './commands/cause.js';
import { addCompletion } from './commands/completion.js';
import { addContactCommands } from './commands/contact.js';
import { addCustomerCommands } from './commands/customer.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addIncidentCommands } from './commands/incident.js';
import { addInputCommands } from './commands/input.js';
import { addProgrammeCommands } from './commands/programme.js';
import { addSendCommands } from './commands/send.js';
import { addTaskCommands } from './commands/task.js';
import { EXIT_CODES, withTerminalOptions, type Context } from './context.js';

/** The tree of commands; a group of commands is named after the thing that they are about. */
const groups = [
  addIncidentCommands,
  addCaseCommands,
  addTaskCommands,
  addInputCommands,
  addCauseCommands,
  addSendCommands,
  addCustomerCommands,
  addContactCommands,
  addProgrammeCommands,
  addDoctorCommand,
  addCompletion,
];

/** The command `amends` with all that it can do. Its errors are thrown as `CommanderError`, never by an exit. */
export function createProgram(context: Context, asJson: boolean): Command {
  const { terminal } = context;
  const program = withTerminalOptions(new Command('amends'))
    .description('Service recovery: report incidents, act on cases and tasks, publish programmes.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd()),
      getOutHasColors: () => terminal.colours,
      getErrHasColors: () => terminal.colours,
    })
    .showSuggestionAfterError()
    .addHelpText('after', `\n${EXIT_CODES}`);
  if (!asJson) program.showHelpAfterError('Add --help to see how it is called.');
  for (const addCommands of groups) addCommands(program, context);
  return program;
}
