import type { CaseFact } from './case-events.js';
import { refusals, type CaseInput } from './commands.js';

/** What reached a case from elsewhere and made no sense in its state, in words that a colleague reads. */
export function refusalWords({ command, reason }: Pick<CaseFact<'command_refused'>, 'command' | 'reason'>): string {
  const known: Readonly<Record<string, string>> = refusals;
  const why = Object.hasOwn(known, reason) ? known[reason] : reason;
  return `${inputWords(command)} changed nothing: ${why ?? reason}`;
}

function inputWords(command: string): string {
  const known: Readonly<Record<string, string>> = inputs;
  const words = Object.hasOwn(known, command) ? known[command] : undefined;
  return words ?? command.replaceAll('_', ' ');
}

const inputs: Readonly<Record<CaseInput['type'], string>> = {
  incident: 'another report',
  answer: 'an answer to the survey',
  delivery_failed: 'the report that a message did not arrive',
  send_settled: 'what was found out about a message in doubt',
  task_done: 'the end of a task',
  contact_corrected: 'a corrected address',
  channel_stopped: 'the wish for no more messages',
  channel_freed: 'the wish for messages again',
  customer_replied: 'what the customer wrote',
  call_me: 'the wish for a call',
  settled: 'the word that it is settled',
  not_settled: 'the word that it is not settled',
};
