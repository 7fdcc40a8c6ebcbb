import { partsOf } from '../../domain/sends/send-key.js';
import type { CaseBooks } from './books.js';
import { mayBeKnown, type Message } from './messages.js';

/**
 * What a customer wrote and was not heeded, a line each: after the answer to a STOP no sender may take up a text, but for one
 * that confirms it; whatever else they wrote is on the list of a person.
 */
export function unheededOf({ caseId, heard, readings }: CaseBooks, messages: readonly Message[]): readonly string[] {
  if (heard === undefined) return [];
  if (heard.word === 'reply') return readings.length > 0 ? [] : [`${caseId}: nobody was asked to read a reply`];
  const texts = messages.filter((message) => message.channel === 'sms' && mayBeKnown(message));
  const [confirmations, others] = [texts.filter(isConfirmation), texts.filter((text) => !isConfirmation(text))];
  // Whoever claimed a message before has looked, and may be on the way to the provider.
  const late = others.filter(({ row }) => row === undefined || row.claimedAt > heard.heardAt);
  return [
    ...late.map(({ key }) => `${key}: taken up after a STOP`),
    ...(confirmations.length === 1 ? [] : [`${caseId}: ${confirmations.length} texts confirm a STOP`]),
  ];
}

function isConfirmation({ key }: Message): boolean {
  return partsOf(key).message === 'opt_out_confirmation';
}
