import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import type { CommandReceiptAnswer } from '../../web/api/command.js';
import type { MessageDraft, MessagePreview } from '../../web/api/written-text.js';
import { caseIdOf, NAMED_CASE } from '../case-id.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { usageFailure } from '../failure.js';
import { repeatableById } from './case-commands.js';
import { channels, draftTypes } from './choices.js';
import { count } from './count.js';
import { previewText } from './message-texts.js';
import { editedDraft, oneSource, wordsOf, type TextSources } from './text-input.js';

interface MessageOptions extends CommonOptions, Omit<TextSources, 'input'> {
  readonly subject?: string;
  readonly channel?: MessagePreview['channel'];
  readonly resume?: true;
  readonly preview?: true;
  readonly print?: true;
  readonly round?: number;
  readonly requestId?: string;
}

/** `case message`: a person writes to the customer in their own words, or in those of a template that they have edited. */
export function addMessage(cases: Command, context: Context): void {
  const command = cases
    .command('message')
    .description('write to the customer; it goes out at once, also while a reply waits')
    .argument('<case>', NAMED_CASE)
    .argument('[-]', 'the text on standard input')
    .option('--text <text>', 'what to say')
    .option('--file <file>', 'a file that says it')
    .addOption(new Option('--template <message>', 'start from what this message would say').choices(draftTypes))
    .option('--print', 'with --template: print it instead of editing and sending it')
    .option('--subject <line>', 'of the e-mail; its template has one otherwise')
    .addOption(new Option('--channel <channel>', 'the way to try first').choices(channels))
    .option('--resume', 'let the case go on by itself, where a reply or a hold has stopped it')
    .option('--preview', 'show the message as it would go out, and send nothing')
    .option('--round <number>', 'refuse when the case is in another round by now', count)
    .option('--request-id <id>', 'the id of an earlier try, to repeat it safely');
  finished(command, 'amends case message order-1041-late --text "It is with your neighbour."').action(
    (named: string, input: string | undefined, options: MessageOptions) => write(context, { named, input, options }),
  );
}

async function write(
  context: Context,
  { named, input, options }: { named: string; input: string | undefined; options: MessageOptions },
): Promise<void> {
  const { template, print = false } = options;
  oneSource({ ...options, input });
  if (print && template === undefined) throw usageFailure('--print shows what a --template says; name one.');
  const server = await context.server();
  const caseId = await caseIdOf(server, named);
  const path = `/v1/cases/${encodeURIComponent(caseId)}`;
  if (template === undefined) return say(context, path, { text: await wordsOf(options, context), options });
  const draft = await server.ask<MessageDraft>({ method: 'GET', path: `${path}/messages/draft?template=${template}` });
  if (print) {
    show(context, options, { document: draft, text: draft.text });
    warn(context, draft.warnings);
    return;
  }
  warn(context, draft.warnings);
  return say(context, path, { text: await editedDraft(draft, context), options });
}

async function say(
  context: Context,
  path: string,
  { text, options }: { readonly text: string; readonly options: MessageOptions },
): Promise<void> {
  const { subject, channel, resume, round, requestId = randomUUID() } = options;
  const server = await context.server();
  const written = { text, ...(subject !== undefined && { subject }), ...(channel !== undefined && { channel }) };
  if (options.preview === true) {
    const request = { method: 'POST', path: `${path}/messages/preview`, body: written } as const;
    const preview = await server.ask<MessagePreview>(request);
    show(context, options, { document: preview, text: previewText(preview, channel, context.paint) });
    warn(context, preview.warnings);
    return;
  }
  const rest = { ...(resume !== undefined && { resume }), ...(round !== undefined && { round }) };
  const body = { type: 'message', requestId, ...written, ...rest };
  const request = { method: 'POST', path: `${path}/commands`, body } as const;
  const receipt = await server.ask<CommandReceiptAnswer>(request).catch((error: unknown) => {
    throw repeatableById(error, requestId);
  });
  show(context, options, { document: receipt, text: receiptText(receipt) });
  warn(context, receipt.warnings);
}

function receiptText({ caseId, seq, replyWaits }: CommandReceiptAnswer): string {
  const sent = `On its way. The case holds ${seq} facts.`;
  if (replyWaits === undefined) return sent;
  return `${sent}\nNothing goes out by itself until what the customer wrote is seen to. If this was the answer, end its task: amends task list --case ${caseId}`;
}

function warn({ terminal, paint }: Context, warnings: readonly string[] = []): void {
  for (const warning of warnings) terminal.error(`${paint.yellow('warning')} ${warning}`);
}
