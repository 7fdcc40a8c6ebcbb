import type { Command } from 'commander';
import type { InputItem } from '../../web/api/input.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { plain, when } from '../terminal.js';
import { showPage, withPages, type PageOptions } from './paging.js';
import { repeatable } from './repeatable.js';

interface MatchOptions extends CommonOptions {
  readonly customer: string;
}

interface ListOptions extends PageOptions {
  readonly dismissed?: boolean;
}

interface DismissOptions extends CommonOptions {
  readonly reason: string;
}

/** Everything about what customers wrote that matches nobody. */
export function addInputCommands(program: Command, context: Context): void {
  const inputs = program.command('input').description('see replies that match no customer, and say whose they are');
  addList(inputs, context);
  addMatch(inputs, context);
  addDismiss(inputs, context);
}

function addList(inputs: Command, context: Context): void {
  finished(
    withPages(
      inputs
        .command('list')
        .description('list replies that match no customer, the newest first')
        .option('--dismissed', 'those that were dismissed'),
    ),
    'amends input list --limit 20',
  ).action(async (options: ListOptions) => {
    const { dismissed } = options;
    const none = dismissed === true ? 'No reply was dismissed.' : 'Every reply is matched or dismissed.';
    const textOf = (items: readonly InputItem[]) => (items.length === 0 ? none : items.map(inputText).join('\n\n'));
    await showPage(context, options, { path: '/v1/inputs', filter: { dismissed: dismissed?.toString() }, textOf });
  });
}

function addMatch(inputs: Command, context: Context): void {
  finished(
    inputs
      .command('match')
      .description('say whose a reply is; their case hears of it, or a new one opens')
      .argument('<input>', 'the id of the reply, as the list shows it')
      .requiredOption('--customer <id>', 'whose it is'),
    'amends input match mail-Zk3x --customer c-77',
  ).action(async (id: string, options: MatchOptions) => {
    const server = await context.server();
    const path = `/v1/inputs/${encodeURIComponent(id)}/match`;
    const body = { customerId: options.customer };
    const matched = await repeatable(server.ask<InputItem>({ method: 'POST', path, body }));
    show(context, options, { document: matched, text: `Matched: ${id} is of customer ${options.customer}.` });
  });
}

function addDismiss(inputs: Command, context: Context): void {
  finished(
    inputs
      .command('dismiss')
      .description('say that nobody has to see to a reply; it leaves the list, and stays in the one of --dismissed')
      .argument('<input>', 'the id of the reply, as the list shows it')
      .requiredOption('--reason <text>', 'why, for colleagues; up to 200 characters'),
    'amends input dismiss mail-Qp7d --reason "an advertisement"',
  ).action(async (id: string, options: DismissOptions) => {
    const server = await context.server();
    const path = `/v1/inputs/${encodeURIComponent(id)}/dismiss`;
    const body = { reason: options.reason };
    const document = await repeatable(server.ask<InputItem>({ method: 'POST', path, body }));
    show(context, options, { document, text: `Dismissed: ${id}. ${dismissedText(document)}`.trimEnd() });
  });
}

function dismissedText({ dismissed }: InputItem): string {
  return dismissed === null ? '' : `By ${plain(dismissed.actor)} at ${when(dismissed.at)}: ${plain(dismissed.reason)}`;
}

/** One reply; each line of its text stands behind a mark, so that it is not taken for ours. */
function inputText(item: InputItem): string {
  const { id, receivedAt, channel, from, subject, text, attachments } = item;
  const end = dismissedText(item);
  const files = attachments === 0 ? '' : `, ${attachments} files in the mailbox`;
  const lines = (text ?? '').split('\n').map((line) => `  | ${plain(line)}`);
  const head = `${id}: ${when(receivedAt)} by ${channel} from ${plain(from ?? 'nobody')}${files}`;
  return [
    head,
    ...(subject === null ? [] : [`  ${plain(subject)}`]),
    ...lines,
    ...(end === '' ? [] : [`  ${end}`]),
  ].join('\n');
}
