import type { CaseEvent } from '../../domain/case/case-events.js';
import { partsOf, sendKey } from '../../domain/sends/send-key.js';
import type { SendRow, SendState } from '../../domain/sends/send-row.js';
import { settleTaskId } from '../../domain/tasks/task.js';
import type { CaseBooks } from './books.js';

/** What lies at the receivers: how many copies of each message, under the name that its copies bear. */
export interface Sink {
  /** Copies that a provider took. */
  readonly copies: ReadonlyMap<string, number>;
  /** The names of those that it took and did not deliver: nobody got them. */
  readonly undelivered: ReadonlySet<string>;
  /** The name that copies of the message with this key bear. */
  readonly nameOf: (key: string, caseId: string) => string;
}

/** A fact of a case about one of its messages. */
export type MessageFact = Extract<CaseEvent, { type: `message_${string}`; slot: string }>;

/** One message, as each of the books has it. */
export interface Message {
  readonly key: string;
  readonly name: string;
  readonly channel: string;
  readonly row: SendRow | undefined;
  /** The last fact of its case about it. */
  readonly last: MessageFact | undefined;
  /** Copies that its provider took. */
  readonly copies: number;
  /** Whether its customer got it. */
  readonly arrived: boolean;
  readonly hasTask: boolean;
}

const taken: readonly SendState[] = ['accepted', 'delivered'];

/** All messages of a case, of which its journal or the ledger knows. */
export function messagesOf({ caseId, stored, rows, tasks }: CaseBooks, sink: Sink, tenant: string): readonly Message[] {
  const lasts = new Map<string, MessageFact>();
  for (const fact of stored?.journal ?? []) {
    if (isAboutMessage(fact)) lasts.set(sendKey(tenant, caseId, fact.slot), fact);
  }
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return [...new Set([...lasts.keys(), ...byKey.keys()])].map((key) => {
    const row = byKey.get(key);
    const name = sink.nameOf(key, caseId);
    const task = row && settleTaskId(row);
    const copies = sink.copies.get(name) ?? 0;
    return {
      key,
      name,
      channel: partsOf(key).channel,
      row,
      last: lasts.get(key),
      copies,
      arrived: copies > 0 && !sink.undelivered.has(name),
      hasTask: tasks.some(({ id }) => id === task),
    };
  });
}

/** Whether a fact is about a message. */
export function isAboutMessage(fact: CaseEvent): fact is MessageFact {
  return fact.type.startsWith('message_');
}

/** Was it taken, as somebody says, and never arrived? */
export function isMissing({ row, last, arrived }: Message): boolean {
  const isTaken = row === undefined ? last?.type === 'message_accepted' : taken.includes(row.state);
  return isTaken && !arrived;
}

/** May its customer have it? Of what is missing it is found elsewhere that they do not. */
export function mayBeKnown(message: Message): boolean {
  return message.arrived || message.row?.state === 'in_doubt' || isMissing(message);
}
