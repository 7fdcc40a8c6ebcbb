import { partsOf } from '../../domain/sends/send-key.js';
import type { AskKind } from '../../domain/tasks/task.js';
import type { CaseBooks } from './books.js';
import { mayBeKnown, type Message } from './messages.js';
import type { HeardWord, Word } from './words.js';

/** What a person has to be asked for, after each word. */
const asksFor: Readonly<Record<Word, AskKind | undefined>> = {
  stop: undefined,
  stop_and_call: 'call_back',
  reply: 'answer_reply',
};

/**
 * What a customer wrote and was not heeded, a line each: after the answer to a STOP no sender may take up a text, but for one
 * that confirms it; what they want of a person is on the list.
 */
export function unheededOf({ caseId, heard, asks }: CaseBooks, messages: readonly Message[]): readonly string[] {
  if (heard === undefined) return [];
  const kind = asksFor[heard.word];
  const isAsked = kind === undefined || asks.some((task) => task.kind === kind);
  return [
    ...(isAsked ? [] : [`${caseId}: its customer wrote, and there is no task ${kind}`]),
    ...(heard.word === 'reply' ? [] : textsAfterStop(heard, messages).map((what) => `${caseId}: ${what}`)),
  ];
}

function textsAfterStop({ heardAt }: HeardWord, messages: readonly Message[]): readonly string[] {
  const texts = messages.filter((message) => message.channel === 'sms' && mayBeKnown(message));
  const [confirmations, others] = [texts.filter(isConfirmation), texts.filter((text) => !isConfirmation(text))];
  // Whoever claimed a message before has looked, and may be on the way to the provider.
  const late = others.filter(({ row }) => row === undefined || row.claimedAt > heardAt);
  return [
    ...late.map(({ key }) => `${key} was taken up after a STOP`),
    ...(confirmations.length === 1 ? [] : [`${confirmations.length} texts confirm a STOP`]),
  ];
}

function isConfirmation({ key }: Message): boolean {
  return partsOf(key).message === 'opt_out_confirmation';
}
