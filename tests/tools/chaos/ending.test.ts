import { describe, expect, it } from 'vitest';
import { endingOf, shortcomingOf, type Counted } from '../../../tools/chaos/ending.js';
import type { Reconciled } from '../../../tools/chaos/reconcile.js';

const clean: Reconciled = {
  duplicates: [],
  missing: [],
  lostCases: [],
  mismatches: [],
  inDoubt: 0,
  tasksForInDoubt: 0,
  unanswered: [],
  unheeded: [],
  doubleContacts: 0,
  reachTasks: 0,
  stops: 0,
  calls: 0,
  replies: 0,
};
const counted: Counted = {
  journeys: 1,
  kills: 0,
  messages: 6,
  seconds: 60,
  sentByResets: 0,
  troubles: { servers: 0, web: 0 },
  resets: { count: 0, findings: [] },
};
const twice: Reconciled = { ...clean, duplicates: ['demo/chaos-1/1/survey/1/email: 2 copies'] };
const [withLedger, without] = [{ ledger: true }, { ledger: false }];

describe('the end of a run', () => {
  it('has shown what it is there for, where nothing was found with a ledger, and a duplicate without', () => {
    expect(shortcomingOf(endingOf(clean, counted), withLedger)).toBeUndefined();
    expect(shortcomingOf(endingOf(twice, counted), without)).toBeUndefined();
  });

  it('has not, where something was found with a ledger', () => {
    expect(shortcomingOf(endingOf(twice, counted), withLedger)).toBe('findings in all: 1');
  });

  it('has shown nothing without a ledger when no message came twice, and says so', () => {
    const lost = endingOf({ ...clean, missing: ['a message'] }, counted);
    for (const end of [endingOf(clean, counted), lost]) expect(shortcomingOf(end, without)).toContain('shown nothing');
  });

  it('says when an event of a mail took longer than the settle window, and not when it was in time', () => {
    const after = (longest: number) => endingOf(clean, { ...counted, events: { longest, settleMs: 5_000 } }).findings;
    expect(after(5_001)).toEqual([expect.stringContaining("the tool's own")]);
    expect(after(5_000)).toEqual([]);
  });
});
