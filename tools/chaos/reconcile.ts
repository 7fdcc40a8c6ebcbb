import { canonicalJson } from '../../domain/canonical-json.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import type { SendState } from '../../domain/sends/send-row.js';
import { isTaken, refusals } from './answers.js';
import type { CaseBooks } from './books.js';
import { isMissing, messagesOf, type Message, type Sink } from './messages.js';
import { findingsOfSteps } from './steps.js';
import { unheardOf } from './unheard.js';
import { unheededOf } from './unheeded.js';
import type { Word } from './words.js';

/** What was found not to be as it has to be; each a line that names a key or a case. */
export interface Findings {
  readonly duplicates: readonly string[];
  readonly missing: readonly string[];
  readonly lostCases: readonly string[];
  readonly mismatches: readonly string[];
  /** Reports and commands that were never answered with 2xx. */
  readonly unanswered: readonly string[];
  /** What a customer wrote and was not heeded. */
  readonly unheeded: readonly string[];
}

/** Findings, and what is counted besides. */
export interface Reconciled extends Findings {
  readonly inDoubt: number;
  readonly tasksForInDoubt: number;
  /** Messages that a customer has by two channels, since the first seemed to have failed. */
  readonly doubleContacts: number;
  /** Tasks to reach customers whom no message reached. */
  readonly reachTasks: number;
  /** Customers who ended the texts, those of them who asked for a call as well, and those who wrote what a person has to read. */
  readonly stops: number;
  readonly calls: number;
  readonly replies: number;
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
const mayHaveArrived: readonly SendState[] = ['accepted', 'delivered', 'failed', 'in_doubt'];

/** Holds the books of all cases against each other and against what arrived; `ledger` says whether there is one. */
export function reconcile(books: readonly CaseBooks[], sink: Sink, ledger: boolean): Reconciled {
  const tenant = tenantOf(books);
  const ofCases = books.map((book) => ({ book, messages: messagesOf(book, sink, tenant) }));
  const messages = ofCases.flatMap((one) => one.messages);
  // Without rows nobody knows what a channel came to, nor when.
  const known = ledger ? ofCases : [];
  const steps = known.map((one) => findingsOfSteps(one.book, one.messages));
  const names = new Map(messages.map(({ name, key }) => [name, key]));
  const strangers = [...sink.copies].filter(([name]) => !names.has(name));
  const doubtful = messages.filter(({ row }) => row?.state === 'in_doubt');
  return {
    duplicates: [
      ...[...sink.copies]
        .filter(([, copies]) => copies > 1)
        .map(([name, copies]) => `${names.get(name) ?? name}: ${copies} copies`),
      ...steps.flatMap(({ duplicates }) => duplicates),
    ],
    missing: [
      ...messages
        .filter(isMissing)
        .map(({ key, row, last }) => `${key}: ${row?.state ?? last?.type}, and never arrived`),
      ...steps.flatMap(({ missing }) => missing),
      ...known.flatMap((one) => unheardOf(one.book, one.messages)),
    ],
    lostCases: books.flatMap(losses),
    unanswered: books.flatMap(unanswered),
    unheeded: known.flatMap((one) => unheededOf(one.book, one.messages)),
    mismatches: [
      ...books.flatMap(differences),
      ...strangers.map(([name]) => `a message that nobody knows of: ${name}`),
      ...(ledger ? messages.flatMap(contradictions) : []),
    ],
    inDoubt: doubtful.length,
    tasksForInDoubt: doubtful.filter(({ hasTask }) => hasTask).length,
    doubleContacts: steps.flatMap(({ doubleContacts }) => doubleContacts).length,
    reachTasks: books.flatMap(({ reaches }) => reaches).length,
    ...countedWords(books),
  };
}

/** Cases that are not there, did not close or did not end; one whose report was never answered is not expected to be there. */
function losses({ caseId, stored, journal, answers }: CaseBooks): readonly string[] {
  if (stored === undefined)
    return isTaken(answers.report) ? [`${caseId}: its report was taken, and there is no case`] : [];
  const { stage } = stored.view;
  if (stage !== 'closed') return [[`${caseId}: did not close, ${stage}`, ...refusals(answers)].join('; ')];
  return journal === undefined ? [`${caseId}: its workflow did not end`] : [];
}

/** What was never answered, where no lost case says so. */
function unanswered({ caseId, stored, answers }: CaseBooks): readonly string[] {
  const all = stored?.view.stage === 'closed' ? refusals(answers) : refusals(answers, ['report']);
  return all.map((what) => `${caseId}: ${what}`);
}

/** Case document against workflow: the same facts in the same order. */
function differences({ caseId, stored, journal }: CaseBooks): readonly string[] {
  if (stored === undefined || journal === undefined) return [];
  const own = stored.journal.slice(-journal.length);
  const isSame = stored.seq === stored.journal.length && canonicalJson(own) === canonicalJson(journal);
  return isSame ? [] : [`${caseId}: document (${stored.seq} facts) and workflow (${journal.length}) differ`];
}

function countedWords(books: readonly CaseBooks[]): Pick<Reconciled, 'stops' | 'calls' | 'replies'> {
  const count = (...words: readonly Word[]) => books.filter(({ heard }) => heard && words.includes(heard.word)).length;
  return { stops: count('stop', 'stop_and_call'), calls: count('stop_and_call'), replies: count('reply') };
}

function contradictions({ key, row, last, copies, hasTask }: Message): readonly string[] {
  if (row === undefined) return [`${key}: ${last?.type}, and not in the ledger`];
  const { state } = row;
  const found = [
    ...(copies > 0 && !mayHaveArrived.includes(state) ? [`arrived, and the ledger says ${state}`] : []),
    ...(state === 'in_doubt' && !hasTask ? ['in doubt without a task'] : []),
  ];
  const expected = last && borneOutBy[last.type];
  if (expected?.includes(state) !== true) found.push(`the case says ${last?.type ?? 'nothing'}, the ledger ${state}`);
  return found.map((what) => `${key}: ${what}`);
}

function tenantOf(books: readonly CaseBooks[]): string {
  return books.find(({ stored }) => stored !== undefined)?.stored?.tenant ?? '';
}
