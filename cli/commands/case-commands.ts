import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import type { CommandBody, CommandReceiptAnswer } from '../../web/api/command.js';
import { caseIdOf, NAMED_CASE } from '../case-id.js';
import { confirm } from '../confirm.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailure, usageFailure } from '../failure.js';
import { instantOf } from '../instant.js';
import { contactKinds, outcomesByHand } from './choices.js';
import { count } from './count.js';
import { movedText } from './recategorised.js';

/** Any of the options of the commands below; each command asks commander for its own. */
interface Options extends CommonOptions {
  readonly requestId?: string;
  readonly round?: number;
  readonly cause?: string;
  readonly incident?: readonly string[];
  readonly reason?: string;
  readonly category?: string;
  readonly until?: string;
  readonly outcome?: string;
  readonly note?: string;
  readonly kind?: string;
  readonly reached?: true;
  readonly notReached?: true;
  readonly yes?: boolean;
}

/** One command to a case: its options, and the fields of its body. */
interface StaffCommand {
  readonly type: CommandBody['type'];
  readonly description: string;
  readonly example: string;
  /** What to tell once it is done, or how to find that out. */
  readonly done: string | ((context: Context, receipt: CommandReceiptAnswer) => Promise<string>);
  readonly addOptions?: (command: Command) => Command;
  readonly fields?: (options: Options, now: number) => object;
  /** It ends the case: a person at a terminal is asked first. */
  readonly ends?: true;
}

const withCause = (command: Command): Command =>
  command.requiredOption('--cause <name>', 'why, as a name such as courier_lost_it');
const cause = ({ cause: text }: Options): object => ({ cause: text });

const staffCommands: readonly StaffCommand[] = [
  {
    type: 'take',
    description: 'become the owner of a case',
    example: 'amends case take order-1041-late',
    done: 'The case is yours.',
  },
  {
    type: 'resolve',
    description: 'say that the failure is put right',
    example: 'amends case resolve order-1041-late --cause courier_lost_it',
    done: 'Resolved; the customer is told next, by a person where no message reaches them.',
    addOptions: (command) =>
      withCause(command).option('--incident <id...>', 'only these incidents of the case; all of them otherwise'),
    fields: (options) => ({ ...cause(options), ...(options.incident && { incidents: options.incident }) }),
  },
  {
    type: 'hold',
    description: 'pause the stages; clocks run on',
    example: 'amends case hold order-1041-late --reason waiting_for_courier --until PT4H',
    done: 'On hold.',
    addOptions: (command) =>
      command
        .requiredOption('--reason <name>', 'why, as a name such as waiting_for_parts')
        .requiredOption('--until <time>', 'an ISO 8601 time with an offset, or a duration such as PT4H'),
    fields: ({ reason, until = '' }, now) => ({ reason, until: instantOf('--until', until, now) }),
  },
  {
    type: 'resume',
    description: 'end a hold',
    example: 'amends case resume order-1041-late',
    done: 'Going on.',
  },
  {
    type: 'recategorise',
    description: 'say what kind of failure it is; clocks, team and ladder follow',
    example: 'amends case recategorise order-1041-late --category billing_error',
    done: movedText,
    addOptions: (command) =>
      command.requiredOption('--category <name>', 'as reports name it; an unknown one leads to the default protocol'),
    fields: ({ category }) => ({ category }),
  },
  {
    type: 'log_contact',
    description: 'note that somebody rang, met or publicly answered the customer',
    example: 'amends case log-contact order-1041-late --kind phone --reached --note "she is content"',
    done: 'Noted.',
    addOptions: (command) =>
      command
        .addOption(new Option('--kind <kind>', 'how it was').choices(contactKinds).makeOptionMandatory())
        .option('--reached', 'the customer was spoken to: what was promised is kept')
        .addOption(new Option('--not-reached', 'nobody was there').conflicts('reached'))
        .option('--note <text>', 'internal, never shown to the customer'),
    fields: ({ kind, reached, notReached, note }) => {
      if (reached === undefined && notReached === undefined)
        throw usageFailure('Say whether the customer was spoken to: --reached or --not-reached.');
      return { kind, spokeTo: reached === true, ...(note && { note }) };
    },
  },
  {
    type: 'withdraw',
    description: 'end a recovery that the customer no longer wants',
    example: 'amends case withdraw order-1041-late --cause fixed_it_alone',
    done: 'Withdrawn.',
    ends: true,
    addOptions: withCause,
    fields: cause,
  },
  {
    type: 'abort',
    description: 'end a recovery without a result',
    example: 'amends case abort order-1041-late --cause reported_by_mistake',
    done: 'Ended.',
    ends: true,
    addOptions: withCause,
    fields: cause,
  },
  {
    type: 'close',
    description: 'decide how a case ends',
    example:
      'amends case close order-1041-late --outcome not_recovered --cause no_agreement --note "see the call of Tuesday"',
    done: 'Decided; the case closes with its last message.',
    ends: true,
    addOptions: (command) =>
      withCause(command)
        .addOption(new Option('--outcome <outcome>', 'how it ends').choices(outcomesByHand).makeOptionMandatory())
        .option('--note <text>', 'internal, never shown to the customer'),
    fields: (options) => ({ ...cause(options), outcome: options.outcome, ...(options.note && { note: options.note }) }),
  },
];

/** Adds the commands that act on a case. */
export function addStaffCommands(cases: Command, context: Context): void {
  for (const staffCommand of staffCommands) {
    const { type, description, example, ends, addOptions = (same: Command) => same } = staffCommand;
    const command = cases.command(type.replace('_', '-')).description(description).argument('<case>', NAMED_CASE);
    const common = addOptions(command)
      .option('--round <number>', 'refuse when the case is in another round by now', count)
      .option('--request-id <id>', 'the id of an earlier try, to repeat it safely');
    if (ends) common.option('--yes', 'do not ask on a terminal whether to end the case');
    finished(common, example).action((named: string, options: Options) =>
      act(context, staffCommand, { named, options }),
    );
  }
}

async function act(
  context: Context,
  { type, done, ends, fields = () => ({}) }: StaffCommand,
  { named, options }: { readonly named: string; readonly options: Options },
): Promise<void> {
  const { requestId = randomUUID(), round } = options;
  const body = { type, requestId, ...(round !== undefined && { round }), ...fields(options, context.terminal.now()) };
  const server = await context.server();
  const caseId = await caseIdOf(server, named);
  if (ends) await confirm(context, `End case ${caseId}, with a last message to the customer?`, options);
  const path = `/v1/cases/${encodeURIComponent(caseId)}/commands`;
  const receipt = await server.ask<CommandReceiptAnswer>({ method: 'POST', path, body }).catch((error: unknown) => {
    throw repeatableById(error, requestId);
  });
  const told = typeof done === 'string' ? done : await done(context, receipt);
  show(context, options, { document: receipt, text: `${told} The case holds ${receipt.seq} facts.` });
}

/** Without an answer nobody knows whether the command arrived: the same id makes asking again safe. */
export function repeatableById(error: unknown, requestId: string): unknown {
  if (!(error instanceof CommandFailure) || error.exitCode !== exitCodes.unavailable) return error;
  const message = `${error.message}\nRepeat it with --request-id ${requestId}: it is then carried out once at most.`;
  return new CommandFailure(message, error.exitCode, { ...error.document, requestId });
}
