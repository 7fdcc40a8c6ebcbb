import { describe, expect, it } from 'vitest';
import { shortMark } from '../../../adapters/channels/sms/index.js';
import type { CaseEvent, CaseFact } from '../../../domain/case/case-events.js';
import { count, faultsOf, type Evidence, type Summary } from '../../../tools/demo/count.js';
import type { LedgerRow, StoredCase } from '../../../tools/demo/ledger.js';
import type { Received } from '../../../tools/demo/received.js';
import { marks } from '../../support/marks.js';
import { aView } from './support/views.js';

const mailKey = 'demo/inc-1/1/acknowledgement/1/email';
const smsKey = 'demo/inc-1/1/survey/1/sms';

const row = (key: string, state: LedgerRow['state']): LedgerRow => ({ key, mark: marks.markOf(key, 'f00d'), state });
const aMail = (key: string): Received => ({
  channel: 'email',
  to: 'a@customers.example',
  at: 0,
  text: '',
  mark: marks.markOf(key, 'f00d'),
});
const anSms = (key: string): Received => ({
  channel: 'sms',
  to: '+12025550105',
  at: 0,
  text: '',
  mark: shortMark(marks.markOf(key, 'f00d')),
});

const fact = (one: CaseFact): CaseEvent => ({ ...one, at: 0, actor: 'system', rules: 1 });
const breachOf = (clock: 'acknowledgement' | 'resolution'): CaseEvent =>
  fact({ type: 'clock_breached', clock, incidentId: 'inc-1', round: 1 });

const aCase = (overrides: Partial<StoredCase> = {}): StoredCase => ({
  caseId: 'inc-1',
  customerId: 'c-1',
  closed: true,
  view: aView({ stage: 'closed', outcome: 'recovered' }),
  journal: [],
  ...overrides,
});

const incidents = [{ incidentId: 'inc-1', customerId: 'c-1', reportedAt: 0, caseId: 'inc-1' }];

const evidence = (overrides: Partial<Evidence> = {}): Evidence => ({
  reported: ['inc-1'],
  received: [aMail(mailKey), anSms(smsKey)],
  books: {
    sends: [row(mailKey, 'accepted'), row(smsKey, 'accepted')],
    cases: [aCase()],
    incidents,
  },
  clocks: ['resolution'],
  seconds: 61.5,
  ...overrides,
});

const books = (overrides: Partial<Evidence['books']>): Evidence['books'] => ({ ...evidence().books, ...overrides });

describe('the count of a run', () => {
  it('is the document that --json prints', () => {
    const { summary } = count(evidence());
    expect(JSON.parse(JSON.stringify(summary))).toEqual({
      incidents: 1,
      cases: 1,
      outcomes: { recovered: 1 },
      messages: { email: 1, sms: 1 },
      duplicates: 0,
      lost: 0,
      inDoubt: 0,
      breaches: 0,
      secondRounds: 0,
      seconds: 61.5,
    });
    expect(Object.keys(summary)).toEqual([
      ...['incidents', 'cases', 'outcomes', 'messages', 'duplicates', 'lost'],
      ...['inDoubt', 'breaches', 'secondRounds', 'seconds'],
    ]);
  });

  it('takes each further copy of a send key for a duplicate, on both channels', () => {
    const received = [aMail(mailKey), aMail(mailKey), aMail(mailKey), anSms(smsKey), anSms(smsKey)];
    expect(count(evidence({ received })).summary.duplicates).toBe(3);
  });

  it('takes a copy at another address for a duplicate too', () => {
    const received = [aMail(mailKey), { ...aMail(mailKey), to: 'b@customers.example' }, anSms(smsKey)];
    expect(count(evidence({ received })).summary.duplicates).toBe(1);
  });

  it('takes an accepted row without a copy at the receiver for lost', () => {
    expect(count(evidence({ received: [anSms(smsKey)] })).summary.lost).toBe(1);
    expect(count(evidence({ received: [] })).summary.lost).toBe(2);
  });

  it.each(['withdrawn', 'skipped', 'rejected', 'claimed', 'in_doubt'] as const)(
    'expects no copy of a row that is %s',
    (state) => {
      const sends = [row(mailKey, state)];
      expect(count(evidence({ received: [], books: books({ sends }) })).summary.lost).toBe(0);
    },
  );

  it.each([
    ['that no case took up', books({ incidents: [{ incidentId: 'inc-1', customerId: 'c-1', reportedAt: 0 }] })],
    ['that is not in the database', books({ incidents: [] })],
    ['whose case is not there', books({ cases: [] })],
    ['that its case does not know', books({ cases: [aCase({ view: aView({ incidents: [] }) })] })],
  ])('takes a reported incident %s for lost', (_what, found) => {
    expect(count(evidence({ books: found })).summary.lost).toBe(1);
  });

  it('tells which messages in doubt did arrive', () => {
    const sends = [row(mailKey, 'in_doubt'), row(smsKey, 'in_doubt')];
    const { summary, remarks } = count(evidence({ received: [anSms(smsKey)], books: books({ sends }) }));
    expect([summary.inDoubt, remarks.inDoubtArrived, summary.lost]).toEqual([2, 1, 0]);
  });

  it('notices messages that no row of the ledger knows of, with a mark or without', () => {
    const strange = [aMail('demo/other/1/apology/1/email'), { ...anSms(smsKey), mark: undefined }];
    const { remarks } = count(evidence({ received: [aMail(mailKey), ...strange] }));
    expect(remarks.strangers).toBe(2);
    expect(count(evidence()).remarks.strangers).toBe(0);
  });

  it('counts the breaches of the clocks that measure people, and sets the others aside', () => {
    const journal = [breachOf('acknowledgement'), breachOf('resolution'), breachOf('acknowledgement')];
    const { summary, remarks } = count(evidence({ books: books({ cases: [aCase({ journal })] }) }));
    expect([summary.breaches, remarks.otherBreaches]).toEqual([1, 2]);
  });

  it('counts second chances, and no round that a late report began', () => {
    const journal = [
      fact({ type: 'round_started', round: 2, cause: 'second_chance' }),
      fact({ type: 'round_started', round: 3, cause: 'joined' }),
    ];
    expect(count(evidence({ books: books({ cases: [aCase({ journal })] }) })).summary.secondRounds).toBe(1);
  });
});

describe('a run', () => {
  const good: Summary = {
    ...count(evidence()).summary,
    outcomes: { recovered: 16, not_recovered: 2, unconfirmed: 3 },
    breaches: 3,
    secondRounds: 5,
  };
  const nothing = { inDoubtArrived: 0, strangers: 0, otherBreaches: 0 };

  it('is good when nothing was lost or doubled and everything that it is to show has occurred', () => {
    expect(faultsOf(good, nothing)).toEqual([]);
    expect(faultsOf({ ...good, inDoubt: 2 }, { ...nothing, otherBreaches: 20 })).toEqual([]);
  });

  it.each<[string, Partial<Summary>, string]>([
    ['a message arrived twice', { duplicates: 1 }, 'arrived twice'],
    ['something was lost', { lost: 1 }, 'lost'],
    ['nobody was recovered', { outcomes: { not_recovered: 2, unconfirmed: 3 } }, 'recovered'],
    ['nobody was lost', { outcomes: { recovered: 16, unconfirmed: 3 } }, 'not_recovered'],
    ['everybody answered', { outcomes: { recovered: 16, not_recovered: 2 } }, 'unconfirmed'],
    ['a case is open still', { outcomes: { ...good.outcomes, open: 1 } }, 'did not close'],
    ['nothing was late', { breaches: 0 }, 'breached'],
    ['nobody had a second chance', { secondRounds: 0 }, 'second round'],
  ])('is not good when %s', (_what, change, word) => {
    expect(faultsOf({ ...good, ...change }, nothing)).toEqual([expect.stringContaining(word)]);
  });

  it('is not good when a message arrived that the ledger does not know', () => {
    expect(faultsOf(good, { ...nothing, strangers: 1 })).toEqual([expect.stringContaining('does not know')]);
  });
});
