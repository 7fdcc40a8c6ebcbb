import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../domain/case/case-events.js';
import type { SendRow } from '../../../domain/sends/send-row.js';
import { settleTaskId, type Task } from '../../../domain/tasks/task.js';
import type { CaseBooks } from '../../../tools/chaos/books.js';
import { reconcile } from '../../../tools/chaos/reconcile.js';
import { T0 } from '../demo/support/views.js';
import { aRow, booksOf, opened, requested, sinkOf } from './support/books.js';

const slot = '1/acknowledgement/1/email';
const key = `demo/chaos-1/${slot}`;
const stamp = { at: T0, actor: 'system', rules: 3 };
const accepted: CaseEvent = { type: 'message_accepted', slot, ...stamp };
const doubtful: CaseEvent = { type: 'message_in_doubt', slot, ...stamp };
const row: SendRow = aRow(key);
const task: Task = {
  id: settleTaskId(row),
  tenant: 'demo',
  caseId: 'chaos-1',
  kind: 'settle_send',
  send: key,
  raisedAt: T0,
};

/** The books of a closed case about one message; what is not given agrees. */
function books(
  differing: Partial<CaseBooks> & { readonly facts?: readonly CaseEvent[]; readonly stage?: 'resolve' } = {},
) {
  const { facts = [accepted], ...rest } = differing;
  const whole = [opened('email'), requested('acknowledgement', 'email'), ...facts];
  return [booksOf({ rows: [row], facts: whole, ...rest })];
}

function sink(copies: Readonly<Record<string, number>> = { [key]: 1 }) {
  return sinkOf(copies);
}

const nothing = {
  duplicates: [],
  missing: [],
  lostCases: [],
  mismatches: [],
  unanswered: [],
  unheeded: [],
  inDoubt: 0,
  tasksForInDoubt: 0,
  doubleContacts: 0,
  reachTasks: 0,
  stops: 0,
  calls: 0,
  replies: 0,
};

describe('the reconciliation after a run', () => {
  it('finds nothing where one copy arrived, and ledger, case and workflow say so', () => {
    expect(reconcile(books(), sink(), true)).toEqual(nothing);
  });

  it('calls two copies of one message a duplicate, with its key', () => {
    expect(reconcile(books(), sink({ [key]: 2 }), true)).toEqual({ ...nothing, duplicates: [`${key}: 2 copies`] });
  });

  it('calls a message missing that was taken and never arrived', () => {
    const { missing } = reconcile(books(), sink({}), true);
    expect(missing).toEqual([expect.stringContaining(key)]);
  });

  it('calls a message missing of which only the case knows, where there is no ledger', () => {
    const found = reconcile(books({ rows: [] }), sink({}), false);
    expect(found).toEqual({ ...nothing, missing: [expect.stringContaining(key) as unknown] });
  });

  it.each([
    ['there is none and its report was taken', { stored: undefined }],
    ['it did not close', { stage: 'resolve' as const }],
    ['its workflow did not end', { journal: undefined }],
  ])('calls a case lost when %s', (_when, differing) => {
    expect(reconcile(books(differing), sink(), true).lostCases).toEqual([expect.stringContaining('chaos-1')]);
  });

  it('names what a case that did not close was never answered', () => {
    const refused = { kind: 'not_taken', why: '503' } as const;
    const differing = { stage: 'resolve', answers: { report: { kind: 'taken' }, take: refused } } as const;
    const { lostCases, unanswered } = reconcile(books(differing), sink(), true);
    expect(lostCases).toEqual([
      'chaos-1: did not close, resolve; take was never taken: 503; resolve was never taken: not tried',
    ]);
    expect(unanswered).toEqual([]);
  });

  it('calls a report unanswered that was never taken, and its case not lost', () => {
    const why = 'POST /v1/incidents: no answer';
    const differing = { stored: undefined, rows: [], answers: { report: { kind: 'not_taken', why } } } as const;
    expect(reconcile(books(differing), sink({}), true)).toEqual({
      ...nothing,
      unanswered: [`chaos-1: report was never taken: ${why}`],
    });
  });

  it('calls a command of a closed case unanswered that was never taken', () => {
    const taken = { kind: 'taken' } as const;
    const { unanswered } = reconcile(books({ answers: { report: taken, resolve: taken } }), sink(), true);
    expect(unanswered).toEqual(['chaos-1: take was never taken: not tried']);
  });

  it.each([
    ['workflow and document know other facts', { journal: [doubtful] }, sink()],
    ['a message arrived that the ledger holds not sent', { rows: [{ ...row, state: 'skipped' as const }] }, sink()],
    [
      'the case says what the ledger does not',
      { facts: [doubtful], rows: [{ ...row, state: 'rejected' as const }] },
      sink({}),
    ],
    ['a claim was left', { rows: [{ ...row, state: 'claimed' as const }] }, sink({})],
    ['the ledger lacks a message of the case', { rows: [] }, sink()],
    ['something arrived that nobody knows of', {}, sink({ [key]: 1, stranger: 1 })],
  ])('calls it a mismatch when %s', (_when, differing, arrived) => {
    expect(reconcile(books(differing), arrived, true).mismatches).not.toEqual([]);
  });

  it('lets a message be in doubt, arrived or not, when a task asks about it', () => {
    const differing = { facts: [doubtful], rows: [{ ...row, state: 'in_doubt' as const }], tasks: [task] };
    for (const arrived of [sink(), sink({})]) {
      expect(reconcile(books(differing), arrived, true)).toEqual({ ...nothing, inDoubt: 1, tasksForInDoubt: 1 });
    }
  });

  it('calls it a mismatch when a message is in doubt and nobody is asked', () => {
    const differing = { facts: [doubtful], rows: [{ ...row, state: 'in_doubt' as const }] };
    expect(reconcile(books(differing), sink(), true)).toMatchObject({
      inDoubt: 1,
      tasksForInDoubt: 0,
      mismatches: [expect.stringContaining('without a task')],
    });
  });
});
