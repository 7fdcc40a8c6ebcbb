import type { TaskItem } from '../../web/api/task.js';
import { plain, table, when, type Paint } from '../terminal.js';
import { addressLines, whoText } from './customer-texts.js';
import { saidLines } from './said-lines.js';

/** Tasks as a table. */
export function taskListText(items: readonly TaskItem[], paint: Paint): string {
  if (items.length === 0) return 'No tasks.';
  const rows = items.map(({ id, kind, caseId, raisedAt, dueAt, done }) => {
    return [id, kind, caseId, when(raisedAt), dueAt === undefined ? '-' : when(dueAt), done?.outcome ?? 'open'];
  });
  return table([['TASK', 'KIND', 'CASE', 'SINCE', 'DUE', 'STATE'], ...rows], paint);
}

/** One task: what is to be done and how it ends, or how it has ended. */
export function taskText(task: TaskItem, paint: Paint): string {
  const {
    id,
    kind,
    what,
    caseId,
    send,
    done,
    customerId,
    customer,
    reference,
    owed = [],
    text,
    wrote = [],
    unsaid = [],
  } = task;
  return [
    paint.bold(what),
    ...(send === undefined ? [] : [`What to say if the customer rings: amends send show ${send}`]),
    ...(customer === undefined ? [] : [`Whom: ${whoText(customer)}`, ...addressLines(customer)]),
    ...(reference === undefined ? [] : [`The reference of their case, if they heard of it: ${reference}.`]),
    ...wrote.flatMap(wroteLines),
    ...(kind === 'call_back' && done === undefined ? aboutCall(task) : []),
    ...unsaid.flatMap(unsaidLines),
    ...(owed.length === 0 ? [] : [`Tell them ${plain(owed.join(', and '))}.`]),
    ...(customerId === undefined || send !== undefined || kind !== 'reach_customer'
      ? []
      : [`Or find out where they are: amends customer contact ${customerId} --email …`]),
    ...(done === undefined ? nextLines(task) : []),
    '',
    `Task ${id}: ${taskStanding(task)}`,
    `Case ${caseId}${customerId === undefined ? '' : `, customer ${customerId}`}`,
    ...(customerId === undefined ? [] : [`What they were told: amends case show ${caseId} --as customer`]),
    ...saidLines(text),
  ].join('\n');
}

/** The command that ends a task; a reply is answered first. */
function nextLines(task: TaskItem): readonly string[] {
  if (task.kind !== 'answer_reply') return [`Next: ${taskCommand(task)}`];
  const answer = `amends case message ${task.caseId} --text <text> --resume`;
  return [`Next: ${answer}`, `Or, where it is answered or needs no answer: ${taskCommand(task)}`];
}

/** What the customer expects of a call, and what is missing for it. */
function aboutCall({ caseId, customerId, customer, promisedAt }: TaskItem): readonly string[] {
  const told =
    promisedAt === undefined ? 'They have been told no time yet.' : `They were told: by ${when(promisedAt)}.`;
  if (customerId === undefined || customer?.addresses.some(({ channel }) => channel === 'sms') === true) return [told];
  const ask = `amends case message ${caseId} --text …`;
  return [told, `No phone number of theirs is known. Ask for it: ${ask}; keep it: ${keepNumber(customerId)}`];
}

function keepNumber(customerId: string): string {
  return `amends customer contact ${customerId} --phone …`;
}

type Wrote = NonNullable<TaskItem['wrote']>[number];

/** What a customer wrote, each line behind a mark, so that it is not taken for ours. */
function wroteLines({ at, kind, channel, subject, text = '', attachments = 0 }: Wrote): readonly string[] {
  const files = attachments === 0 ? '' : `, with ${attachments} files that are in the mailbox`;
  const about = subject === undefined ? '' : `: ${plain(subject)}`;
  return [`${when(at)} ${did[kind]} by ${channel}${files}${about}`, ...quoted(text)];
}

/** What a colleague wrote to them, in the same manner. */
function unsaidLines({ at, actor, subject, text }: NonNullable<TaskItem['unsaid']>[number]): readonly string[] {
  const about = subject === undefined ? '' : `: ${plain(subject)}`;
  return [`Tell them what ${plain(actor)} wrote at ${when(at)}, which no channel took${about}`, ...quoted(text)];
}

function quoted(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n').map((line) => `  | ${plain(line)}`);
}

const did: Readonly<Record<Wrote['kind'], string>> = {
  reply: 'they wrote',
  call_me: 'they asked for a call',
  settled: 'they said that it is settled',
  not_settled: 'they said that it is not settled',
};

/** How a task stands. */
export function taskStanding({ raisedAt, dueAt, done }: TaskItem): string {
  if (done !== undefined) return `${done.outcome}, by ${done.actor} at ${when(done.at)}: ${plain(done.note)}`;
  return `open since ${when(raisedAt)}${dueAt === undefined ? '' : `, due ${when(dueAt)}`}`;
}

/** The command that ends a task. */
export function taskCommand(task: Pick<TaskItem, 'id' | 'kind' | 'send' | 'attempt' | 'outcomes'>): string {
  const { id, kind, send, attempt, outcomes } = task;
  if (kind === 'settle_send' && send !== undefined) return settleCommand(send, attempt);
  return `amends task done ${id} --outcome ${outcomes.join('|')} --note <text>`;
}

/** The command that settles a message in doubt; the first attempt need not be named. */
export function settleCommand(key: string, attempt = 1): string {
  const which = attempt === 1 ? '' : ` --attempt ${attempt}`;
  return `amends send settle ${key}${which} --arrived|--resend --reason <text>`;
}
