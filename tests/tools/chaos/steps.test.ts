import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../domain/case/case-events.js';
import type { SendRow } from '../../../domain/sends/send-row.js';
import { reconcile } from '../../../tools/chaos/reconcile.js';
import { T0 } from '../demo/support/views.js';
import {
  aReach,
  aRow,
  booksOf,
  fact,
  keyOf,
  opened,
  refusedBy,
  refusedRows,
  requested,
  sinkOf,
  type SomeBooks,
} from './support/books.js';

const [email, sms] = [keyOf('acknowledgement', 'email'), keyOf('acknowledgement', 'sms')];
const [byEmail, bySms] = ['1/acknowledgement/1/email', '1/acknowledgement/1/sms'];
const acceptedBySms = fact({ type: 'message_accepted', slot: bySms });
const reachAsked = fact({ type: 'task_requested', task: aReach().id, kind: 'reach_customer', dueAt: T0 });

/** The acknowledgement went out by e-mail, failed, and went out by SMS; `first` is what the ledger says of the e-mail. */
function fellBack(first: Partial<SendRow>) {
  const facts = [
    opened('email', 'sms'),
    requested('acknowledgement', 'email'),
    fact({ type: 'message_accepted', slot: byEmail }),
    fact({ type: 'message_undelivered', slot: byEmail, code: 'no_receipt' }),
    requested('acknowledgement', 'sms'),
    acceptedBySms,
  ];
  const rows = [aRow(sms, { claimedAt: T0 + 100, state: 'delivered' }), aRow(email, { claimedAt: T0, ...first })];
  return booksOf({ facts, rows });
}

const bothArrived = sinkOf({ [email]: 1, [sms]: 1 });

describe('a message that was handed over by two channels', () => {
  it('is a double contact where its receipt was overdue when the second was claimed', () => {
    const first = { settledAt: T0 + 20, receiptWithin: 80, noReceiptAt: T0 + 101 };
    const found = reconcile([fellBack(first)], bothArrived, true);
    expect(found).toMatchObject({ duplicates: [], doubleContacts: 1, mismatches: [] });
  });

  it('is a duplicate where the second was claimed before that', () => {
    const first = { settledAt: T0 + 21, receiptWithin: 80, noReceiptAt: T0 + 101 };
    const { duplicates, doubleContacts } = reconcile([fellBack(first)], bothArrived, true);
    expect(duplicates).toEqual([expect.stringContaining(`${email} and ${sms}`)]);
    expect(doubleContacts).toBe(0);
  });

  it('is a duplicate where the ledger knows of no failure of the first', () => {
    expect(reconcile([fellBack({ settledAt: T0 })], bothArrived, true).duplicates).toHaveLength(1);
  });

  it('is neither where the provider said of the first that nobody got it, and before the second was claimed', () => {
    const first = { state: 'failed', reportedAt: T0 + 99 } as const;
    const found = reconcile([fellBack(first)], sinkOf({ [email]: 1, [sms]: 1 }, email), true);
    expect(found).toMatchObject({ duplicates: [], missing: [], doubleContacts: 0, mismatches: [] });
  });

  it('is a duplicate where the provider said so only after that', () => {
    const first = { state: 'failed', reportedAt: T0 + 101 } as const;
    expect(reconcile([fellBack(first)], bothArrived, true).duplicates).toHaveLength(1);
  });
});

/** What is missing in the books of a case of which nothing arrived. */
function missingIn(books: SomeBooks) {
  return reconcile([booksOf(books)], sinkOf({}), true).missing;
}

describe('a message that nobody got', () => {
  const refused = {
    facts: [opened('email', 'sms'), ...refusedBy('acknowledgement', 'email', 'sms'), reachAsked],
    rows: refusedRows('acknowledgement', 'email', 'sms'),
    reaches: [aReach()],
  };

  it('is none where every channel refused it and a person was asked to reach the customer', () => {
    expect(reconcile([booksOf(refused)], sinkOf({}), true)).toMatchObject({ missing: [], reachTasks: 1 });
  });

  it('is missing where every channel refused it and nobody was asked', () => {
    expect(missingIn({ ...refused, facts: refused.facts.slice(0, -1) })).toEqual([expect.stringContaining('chaos-1')]);
  });

  it('is missing where the task to reach the customer never came to the list', () => {
    expect(missingIn({ ...refused, reaches: [] })).toEqual([expect.stringContaining('never on the list')]);
  });

  it('is missing, by its key, where one channel refused it and the other was never tried', () => {
    const facts = [opened('email', 'sms'), ...refusedBy('acknowledgement', 'email'), reachAsked];
    const rows = refusedRows('acknowledgement', 'email');
    expect(missingIn({ facts, rows, reaches: [aReach()] })).toEqual([expect.stringContaining(email)]);
  });

  it('is missing where a channel was closed only after it was given up', () => {
    const [survey] = refusedRows('survey', 'sms');
    const facts = [opened('email', 'sms'), ...refusedBy('acknowledgement', 'email'), ...refusedBy('survey', 'sms')];
    const rows = [...refusedRows('acknowledgement', 'email'), ...(survey ? [survey] : [])];
    expect(missingIn({ facts: [...facts, reachAsked], rows, reaches: [aReach()] })).toEqual([
      expect.stringContaining(email),
    ]);
  });

  it('is missing where its provider did not deliver what the ledger holds to be accepted', () => {
    const facts = [opened('sms'), requested('acknowledgement', 'sms'), acceptedBySms];
    const books = [booksOf({ facts, rows: [aRow(sms)] })];
    expect(reconcile(books, sinkOf({ [sms]: 1 }, sms), true).missing).toEqual([expect.stringContaining(sms)]);
    expect(reconcile(books, sinkOf({ [sms]: 1 }), true).missing).toEqual([]);
  });

  it.each<[string, CaseEvent, Partial<SendRow>]>([
    ['withdrawn', fact({ type: 'message_withdrawn', slot: '1/survey/1/email' }), { state: 'withdrawn' }],
    ['skipped', fact({ type: 'message_skipped', slot: '1/survey/1/email', reason: 'answered' }), { state: 'skipped' }],
  ])('is none where the case says that it was %s', (_what, last, state) => {
    const heard = [requested('acknowledgement', 'email'), fact({ type: 'message_accepted', slot: byEmail })];
    const facts = [opened('email'), ...heard, requested('survey', 'email'), last];
    const rows = [aRow(email), aRow(keyOf('survey', 'email'), state)];
    expect(reconcile([booksOf({ facts, rows })], sinkOf({ [email]: 1 }), true).missing).toEqual([]);
  });

  it.each([
    ['is none where the next of its kind had been asked for when its failure was heard of', 2, 0],
    ['is missing where only it was asked for, and its failure left another channel', 1, 1],
  ])('%s', (_what, ordinal, times) => {
    const update = keyOf('progress_update', 'sms');
    const asked = requested('progress_update', 'sms');
    const again = { ...asked, slot: `1/progress_update/${ordinal}/sms`, ordinal };
    const failed = fact({ type: 'message_undelivered', slot: '1/progress_update/1/sms', code: 'unreachable_number' });
    const other = [requested('closing', 'email'), fact({ type: 'message_accepted', slot: '1/closing/1/email' })];
    const facts = [opened('sms', 'email'), asked, again, failed, ...other];
    const closing = keyOf('closing', 'email');
    const rows = [aRow(update, { state: 'failed', reportedAt: T0 }), aRow(closing)];
    const { missing } = reconcile([booksOf({ facts, rows })], sinkOf({ [update]: 1, [closing]: 1 }, update), true);
    expect(missing.filter((line) => line.startsWith(update))).toHaveLength(times);
  });

  it.each([
    ['is none where its survey had ended when its failure was heard of', 1, 0],
    ['is missing where the survey of another round had', 2, 1],
  ])('%s', (_what, round, times) => {
    const survey = keyOf('survey', 'sms');
    const failed = fact({ type: 'message_undelivered', slot: '1/survey/1/sms', code: 'unreachable_number' });
    const other = [requested('closing', 'email'), fact({ type: 'message_accepted', slot: '1/closing/1/email' })];
    const ended = fact({ type: 'survey_expired', round });
    const facts = [opened('sms', 'email'), requested('survey', 'sms'), ended, failed, ...other];
    const closing = keyOf('closing', 'email');
    const rows = [aRow(survey, { state: 'failed', reportedAt: T0 }), aRow(closing)];
    const { missing } = reconcile([booksOf({ facts, rows })], sinkOf({ [survey]: 1, [closing]: 1 }, survey), true);
    expect(missing.filter((line) => line.startsWith(survey))).toHaveLength(times);
  });

  it('is none where it was the last of its case and its provider told of it when that had closed', () => {
    const facts = [opened('sms'), requested('acknowledgement', 'sms'), acceptedBySms, reachAsked];
    const rows = [aRow(sms, { state: 'failed', reportedAt: T0 })];
    const books = { facts, rows, reaches: [aReach()] };
    expect(reconcile([booksOf(books)], sinkOf({ [sms]: 1 }, sms), true).missing).toEqual([]);
    const more = { ...books, facts: [...facts, requested('closing', 'sms')] };
    expect(reconcile([booksOf(more)], sinkOf({ [sms]: 1 }, sms), true).missing).toContainEqual(
      expect.stringContaining(sms),
    );
  });
});

describe('a customer who was never told that it is resolved', () => {
  const heard = [
    opened('email'),
    requested('acknowledgement', 'email'),
    fact({ type: 'message_accepted', slot: byEmail }),
  ];
  const resolved = fact({ type: 'resolved', incidents: ['inc-1'], cause: 'corrected_by_hand' });
  const told = keyOf('resolution', 'email');
  const rows = [aRow(email)];

  it('is found though each message of the case went out, where none of them says it', () => {
    const books = [booksOf({ facts: [...heard, resolved], rows })];
    expect(reconcile(books, sinkOf({ [email]: 1 }), true).missing).toEqual([expect.stringContaining('heard nothing')]);
  });

  it('is not found where one does', () => {
    const saying = [requested('resolution', 'email'), fact({ type: 'message_accepted', slot: '1/resolution/1/email' })];
    const books = [booksOf({ facts: [...heard, resolved, ...saying], rows: [...rows, aRow(told)] })];
    expect(reconcile(books, sinkOf({ [email]: 1, [told]: 1 }), true).missing).toEqual([]);
  });

  it.each([
    ['reached', 1, 1],
    ['reached', 0, 0],
    ['not_reached', 1, 0],
  ] as const)('is found, where a person had %s them %i ms before that: %i', (outcome, ms, times) => {
    const before = [reachAsked, fact({ type: 'task_done', task: aReach().id, outcome })];
    const later = { ...resolved, at: T0 + ms };
    const facts = [opened('email'), ...refusedBy('acknowledgement', 'email'), ...before, later];
    const books = { facts, rows: refusedRows('acknowledgement', 'email'), reaches: [aReach()] };
    expect(missingIn(books)).toHaveLength(times);
  });
});
