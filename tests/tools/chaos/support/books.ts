import type { CaseEvent, CaseFact } from '../../../../domain/case/case-events.js';
import type { MessageType } from '../../../../domain/contact/messages.js';
import type { Channel } from '../../../../domain/contact/channels.js';
import type { SendRow } from '../../../../domain/sends/send-row.js';
import { reachTaskId, type Task } from '../../../../domain/tasks/task.js';
import type { CaseBooks } from '../../../../tools/chaos/books.js';
import type { Sink } from '../../../../tools/chaos/messages.js';
import { openingEvent } from '../../../domain/support/builders.js';
import { aView, T0 } from '../../demo/support/views.js';

const stamp = { at: T0, actor: 'system', rules: 3 };
const yes = { kind: 'taken' } as const;

/** The key of a message of the case of these books. */
export function keyOf(message: MessageType, channel: Channel): string {
  return `demo/chaos-1/1/${message}/1/${channel}`;
}

/** A fact of that case. */
export function fact(said: CaseFact): CaseEvent {
  return { ...said, ...stamp };
}

/** The case opened, for a customer whom these channels reach. */
export function opened(...reachableBy: readonly Channel[]): CaseEvent {
  return openingEvent({ reachableBy });
}

/** A message was asked for. */
export function requested(message: MessageType, channel: Channel): CaseEvent {
  const slot = `1/${message}/1/${channel}`;
  const order = { message, channel, round: 1, ordinal: 1, request: 1, incidents: ['inc-1'], covers: [] };
  return fact({ type: 'message_requested', slot, ...order });
}

/** A row of the ledger, accepted at its claim unless told otherwise. */
export function aRow(key: string, overrides: Partial<SendRow> = {}): SendRow {
  const common = { mark: `mark-of-${key}`, request: 1, generation: 1, deadlineAt: T0, addressHash: '' };
  return { key, state: 'accepted', claimedAt: T0, ...common, ...overrides };
}

/** The n-th task to reach the customer of the case. */
export function aReach(ordinal = 1): Task {
  const id = reachTaskId('chaos-1', ordinal);
  return { id, tenant: 'demo', caseId: 'chaos-1', kind: 'reach_customer', raisedAt: T0 };
}

/** What the books of one case are to say. */
export interface SomeBooks extends Partial<CaseBooks> {
  readonly facts: readonly CaseEvent[];
  /** Default: closed. */
  readonly stage?: 'resolve';
}

/** The books of a case whose document and workflow agree. */
export function booksOf({ facts, stage, ...rest }: SomeBooks): CaseBooks {
  const view = aView({ stage: stage ?? 'closed' });
  const stored = { tenant: 'demo', caseId: 'chaos-1', customerId: 'c-1', seq: facts.length, view, journal: facts };
  const answers = { report: yes, take: yes, resolve: yes };
  return {
    caseId: 'chaos-1',
    stored,
    rows: [],
    tasks: [],
    reaches: [],
    asks: [],
    answers,
    journal: facts,
    ...rest,
  };
}

/** Receivers who hold so many copies under each key; those named last were never delivered. */
export function sinkOf(copies: Readonly<Record<string, number>>, ...undelivered: readonly string[]): Sink {
  return { copies: new Map(Object.entries(copies)), undelivered: new Set(undelivered), nameOf: (key) => key };
}

/** A message refused for good because of its address, by each of these channels. */
export function refusedBy(message: MessageType, ...by: readonly Channel[]): readonly CaseEvent[] {
  return by.flatMap((channel) => {
    const slot = `1/${message}/1/${channel}`;
    return [requested(message, channel), fact({ type: 'message_rejected', slot, code: 'bad_address' })];
  });
}

/** The rows of the same. */
export function refusedRows(message: MessageType, ...by: readonly Channel[]): readonly SendRow[] {
  return by.map((channel) =>
    aRow(keyOf(message, channel), { state: 'rejected', permanent: true, code: 'bad_address', settledAt: T0 }),
  );
}
