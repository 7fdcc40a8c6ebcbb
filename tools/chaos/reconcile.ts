import { canonicalJson } from '../../domain/canonical-json.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { sendKey } from '../../domain/sends/send-key.js';
import type { SendRow, SendState } from '../../domain/sends/send-row.js';
import { settleTaskId } from '../../domain/tasks/task.js';
import type { CaseBooks } from './books.js';

/** What lies at the receivers: how many copies of each message, under the name that its copies bear. */
export interface Sink {
  readonly copies: ReadonlyMap<string, number>;
  /** The name that copies of the message with this key bear. */
  readonly nameOf: (key: string, caseId: string) => string;
}

/** What was found not to be as it has to be; each a line that names a key or a case. */
export interface Findings {
  readonly duplicates: readonly string[];
  readonly missing: readonly string[];
  readonly lostCases: readonly string[];
  readonly mismatches: readonly string[];
}

/** Findings, with the messages in doubt and how many of them have a task. */
export interface Reconciled extends Findings {
  readonly inDoubt: number;
  readonly tasksForInDoubt: number;
}

/** Which rows of the ledger bear out the last word of a case about a message. */
const borneOutBy: Readonly<Partial<Record<CaseEvent['type'], readonly SendState[]>>> = {
  message_accepted: ['accepted', 'delivered', 'failed'],
  message_rejected: ['rejected', 'failed'],
  message_skipped: ['skipped'],
  // A word of the provider that comes after the case has closed moves the row alone.
  message_in_doubt: ['in_doubt', 'accepted', 'delivered'],
  message_withdrawn: ['withdrawn', 'skipped'],
  message_undelivered: ['failed', 'accepted', 'delivered'],
};
const taken: readonly SendState[] = ['accepted', 'delivered'];
const mayHaveArrived: readonly SendState[] = ['accepted', 'delivered', 'failed', 'in_doubt'];

/** Holds the books of all cases against each other and against what arrived; `ledger` says whether there is one. */
export function reconcile(books: readonly CaseBooks[], sink: Sink, ledger: boolean): Reconciled {
  const tenant = tenantOf(books);
  const messages = books.flatMap((book) => messagesOf(book, sink, tenant));
  const names = new Map(messages.map(({ name, key }) => [name, key]));
  const strangers = [...sink.copies].filter(([name]) => !names.has(name));
  const doubtful = messages.filter(({ row }) => row?.state === 'in_doubt');
  const told = doubtful.filter(({ hasTask }) => hasTask);
  return {
    duplicates: [...sink.copies]
      .filter(([, copies]) => copies > 1)
      .map(([name, copies]) => `${names.get(name) ?? name}: ${copies} copies`),
    missing: messages.filter(isMissing).map(({ key, row, last }) => `${key}: ${row?.state ?? last}, and never arrived`),
    lostCases: books.flatMap(losses),
    mismatches: [
      ...books.flatMap(differences),
      ...strangers.map(([name]) => `a message that nobody knows of: ${name}`),
      ...(ledger ? messages.flatMap(contradictions) : []),
    ],
    inDoubt: doubtful.length,
    tasksForInDoubt: told.length,
  };
}

/** One message, as each of the books has it. */
interface Message {
  readonly key: string;
  readonly name: string;
  readonly row: SendRow | undefined;
  /** The last fact of its case about it. */
  readonly last: CaseEvent['type'] | undefined;
  readonly copies: number;
  readonly hasTask: boolean;
}

function messagesOf({ caseId, stored, rows, tasks }: CaseBooks, sink: Sink, tenant: string): readonly Message[] {
  const lasts = new Map<string, CaseEvent['type']>();
  for (const fact of stored?.journal ?? []) {
    if (fact.type.startsWith('message_') && 'slot' in fact) lasts.set(sendKey(tenant, caseId, fact.slot), fact.type);
  }
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return [...new Set([...lasts.keys(), ...byKey.keys()])].map((key) => {
    const row = byKey.get(key);
    const name = sink.nameOf(key, caseId);
    const task = row && settleTaskId(row);
    const hasTask = tasks.some(({ id }) => id === task);
    return { key, name, row, last: lasts.get(key), copies: sink.copies.get(name) ?? 0, hasTask };
  });
}

function isMissing({ row, last, copies }: Message): boolean {
  const isTaken = row === undefined ? last === 'message_accepted' : taken.includes(row.state);
  return isTaken && copies === 0;
}

function losses({ caseId, stored, journal }: CaseBooks): readonly string[] {
  if (stored === undefined) return [`${caseId}: no case`];
  if (stored.view.stage !== 'closed') return [`${caseId}: did not close, ${stored.view.stage}`];
  return journal === undefined ? [`${caseId}: its workflow did not end`] : [];
}

/** Case document against workflow: the same facts in the same order. */
function differences({ caseId, stored, journal }: CaseBooks): readonly string[] {
  if (stored === undefined || journal === undefined) return [];
  const own = stored.journal.slice(-journal.length);
  const isSame = stored.seq === stored.journal.length && canonicalJson(own) === canonicalJson(journal);
  return isSame ? [] : [`${caseId}: document (${stored.seq} facts) and workflow (${journal.length}) differ`];
}

function contradictions({ key, row, last, copies, hasTask }: Message): readonly string[] {
  if (row === undefined) return [`${key}: ${last}, and not in the ledger`];
  const { state } = row;
  const found = [
    ...(copies > 0 && !mayHaveArrived.includes(state) ? [`arrived, and the ledger says ${state}`] : []),
    ...(state === 'in_doubt' && !hasTask ? ['in doubt without a task'] : []),
  ];
  const expected = last === undefined ? undefined : borneOutBy[last];
  if (expected?.includes(state) !== true) found.push(`the case says ${last ?? 'nothing'}, the ledger ${state}`);
  return found.map((what) => `${key}: ${what}`);
}

function tenantOf(books: readonly CaseBooks[]): string {
  return books.find(({ stored }) => stored !== undefined)?.stored?.tenant ?? '';
}
