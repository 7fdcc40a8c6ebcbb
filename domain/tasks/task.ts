import { NOT_PROVED, type HandVerdict, type SendRow, type SettledByHand } from '../sends/send-row.js';

/** What people are asked to do, each with the outcomes that they may give. */
export const taskOutcomes = {
  /** Find out whether a message of which nobody knows has arrived. */
  settle_send: ['arrived', 'resend'] satisfies readonly HandVerdict[],
  /** Tell the customer by other means what no message can. */
  reach_customer: ['reached', 'not_reached'],
  /** Read what the customer wrote, and answer it where that is needed; until then nothing goes out by itself. */
  answer_reply: ['answered', 'no_answer_needed'],
  /** Call a customer who asked for it. */
  call_back: ['called', 'not_reached'],
} as const;
/** What a task asks for. */
export type TaskKind = keyof typeof taskOutcomes;
/** The tasks that a case asks for itself, and waits for. */
export type CaseTaskKind = Exclude<TaskKind, 'settle_send'>;
/** What a person may say of a task that a case asked for. */
export type CaseTaskOutcome = (typeof taskOutcomes)[CaseTaskKind][number];
/** The tasks that what a customer wrote makes. */
export type AskKind = Exclude<CaseTaskKind, 'reach_customer'>;
/** What a person may say of a task. */
export type GivenOutcome = (typeof taskOutcomes)[TaskKind][number];
/** How a task ends that nobody has to do any more; only the system says so. */
export const NOT_NEEDED = 'not_needed';
/** How a task may end. */
export type TaskOutcome = GivenOutcome | typeof NOT_NEEDED;
/** The kinds of tasks. */
export const taskKinds = Object.keys(taskOutcomes) as readonly TaskKind[];

/** Work for a person that a case needs; nothing personal in it. Instants are epoch milliseconds. */
export interface Task {
  readonly id: string;
  readonly tenant: string;
  readonly caseId: string;
  readonly kind: TaskKind;
  /** The key of the message that it is about. */
  readonly send?: string;
  readonly raisedAt: number;
  /** By when it has to be done; without it the next one in the list is next. */
  readonly dueAt?: number;
  readonly done?: TaskDone;
}

/** How a task ended: who did it, or `system` where a provider's report made it pointless. */
export interface TaskDone {
  readonly outcome: TaskOutcome;
  readonly actor: string;
  readonly note: string;
  readonly at: number;
}

/** Whether a person may end a task of this kind so. */
export function endsWith(kind: TaskKind, outcome: string): outcome is GivenOutcome {
  return (taskOutcomes[kind] as readonly string[]).includes(outcome);
}

/** The task to settle a message: one for each copy that was handed over without an answer, however often it is raised. */
export function settleTaskId({ mark, generation }: Pick<SendRow, 'mark' | 'generation'>): string {
  return `settle-${mark.slice(0, 22)}-${generation}`;
}

/** Which copy of a message a task to settle it is about. Throws when the task is another one. */
export function generationOf({ id, kind }: Pick<Task, 'id' | 'kind'>): number {
  const generation = Number(/-(\d+)$/.exec(id)?.[1]);
  if (kind !== 'settle_send' || Number.isNaN(generation)) throw new Error('this is no task to settle a message');
  return generation;
}

/**
 * How the task to settle this copy of a message ends without anybody's doing, or as its person's word says, once the row
 * knows what became of it; undefined as long as nobody does. Of a copy that another one followed it was said that it did not
 * arrive.
 */
export function foundOut(row: SendRow, generation: number, at: number): TaskDone | undefined {
  const { state, settledByHand: word, wordBefore: before } = row;
  const isLast = row.generation === generation;
  if (isLast && (state === 'in_doubt' || state === 'claimed')) return undefined;
  if (isLast && word !== undefined) return endOf(word);
  if (before?.generation === generation) return endOf(before);
  const outcome = isLast && (state === 'accepted' || state === 'delivered') ? 'arrived' : 'resend';
  const isTold = isLast && row.code !== NOT_PROVED;
  const note = isTold ? 'The provider has told what became of the message.' : 'It is sent once more.';
  return { outcome, actor: 'system', note, at };
}

/** The end of a task to settle a message that a person's word about it is. */
export function endOf({ verdict, actor, reason, at }: SettledByHand): TaskDone {
  return { outcome: verdict, actor, note: reason, at };
}

/** The n-th task of this case that what its customer wrote has made. */
export function askTaskId(kind: AskKind, caseId: string, ordinal: number): string {
  return `${kind === 'call_back' ? 'call' : 'reply'}-${caseId}-${ordinal}`;
}

/** The task to reach the customer of a case for the n-th time. */
export function reachTaskId(caseId: string, ordinal: number): string {
  return `reach-${caseId}-${ordinal}`;
}
