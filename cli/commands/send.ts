import { Option, type Command } from 'commander';
import type { SendAnswer, SendItem } from '../../web/api/send.js';
import { confirm } from '../confirm.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { usageFailure } from '../failure.js';
import { sendStates } from './choices.js';
import { count } from './count.js';
import { showPage, withPages, type PageOptions } from './paging.js';
import { repeatable } from './repeatable.js';
import { sendListText, sendText } from './send-texts.js';

interface ListOptions extends PageOptions {
  readonly inDoubt?: boolean;
  readonly state?: string;
}

interface SettleOptions extends CommonOptions {
  readonly arrived?: boolean;
  readonly resend?: boolean;
  readonly attempt?: number;
  readonly reason: string;
  readonly yes?: boolean;
}

const EXAMPLE_KEY = 'acme/order-1041-late/1/apology/1/email';

/** Everything about single messages: lists by state, one message, and a person's word about one in doubt. */
export function addSendCommands(program: Command, context: Context): void {
  const sends = program.command('send').description('look at messages, and settle those in doubt');
  addList(sends, context);
  addShow(sends, context);
  addSettle(sends, context);
}

function addList(sends: Command, context: Context): void {
  const list = sends.command('list').description('list messages in one state, the last sent first');
  finished(
    withPages(
      list
        .addOption(
          new Option('--in-doubt', 'of which nobody knows whether they arrived; the default').conflicts('state'),
        )
        .addOption(new Option('--state <state>', 'in this state').choices(sendStates)),
    ),
    'amends send list --in-doubt',
  ).action(async (options: ListOptions) => {
    const { state = 'in_doubt' } = options;
    const textOf = (items: readonly SendItem[]) => sendListText(items, context.paint);
    await showPage(context, options, { path: '/v1/sends', filter: { state }, textOf });
  });
}

function addShow(sends: Command, context: Context): void {
  finished(
    sends
      .command('show')
      .description('say what became of a message, what to tell a customer who rings, and what to do')
      .argument('<key>', 'the key of the message, as lists show it'),
    `amends send show ${EXAMPLE_KEY}`,
  ).action(async (key: string, options: CommonOptions) => {
    const server = await context.server();
    const found = await server.ask<SendAnswer>({ method: 'GET', path: pathOf(key) });
    show(context, options, { document: found, text: sendText(found, context.paint) });
  });
}

function addSettle(sends: Command, context: Context): void {
  finished(
    sends
      .command('settle')
      .description('say what became of a message in doubt')
      .argument('<key>', 'the key of the message, as lists show it')
      .addOption(new Option('--arrived', 'the customer has it').conflicts('resend'))
      .option('--resend', 'the customer certainly does not have it; it is sent once more')
      .option('--attempt <number>', 'which attempt you mean, as send show counts them; the first otherwise', count)
      .requiredOption('--reason <text>', 'how you know; for colleagues, never shown to the customer')
      .option('--yes', 'do not ask on a terminal'),
    `amends send settle ${EXAMPLE_KEY} --arrived --reason "she read it to me"`,
  ).action(async (key: string, options: SettleOptions) => {
    const { arrived, resend, attempt, reason } = options;
    if (arrived !== true && resend !== true) throw usageFailure('Say what became of it: --arrived or --resend.');
    const verdict = arrived === true ? 'arrived' : 'resend';
    const server = await context.server();
    await confirm(context, questions[verdict], options);
    const body = { verdict, reason, ...(attempt !== undefined && { generation: attempt }) };
    const request = { method: 'POST', path: `${pathOf(key)}/settlement`, body } as const;
    const settled = await repeatable(server.ask<SendAnswer>(request));
    show(context, options, { document: settled, text: doneText(verdict, settled) });
  });
}

const questions = {
  arrived: 'Settle it as arrived? It is then never sent again.',
  resend:
    'Say that it did not arrive? An open case sends it once more: if it arrived after all, the customer has it twice.',
};

function doneText(verdict: keyof typeof questions, { case: found }: SendAnswer): string {
  if (verdict === 'arrived') return 'Settled: the customer has it.';
  return found?.stage === 'closed'
    ? 'Settled. Its case is closed and sends nothing more: a task asks somebody to tell the customer (amends task list).'
    : 'Settled: the case sends it once more, if it still wants to.';
}

function pathOf(key: string): string {
  return `/v1/sends/${encodeURIComponent(key)}`;
}
