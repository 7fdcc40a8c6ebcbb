import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../domain/case/case-events.js';
import type { Outcome } from '../../../domain/case/outcome.js';
import type { Part } from '../../../tools/demo/cast.js';
import type { StoredCase } from '../../../tools/demo/ledger.js';
import { planInASecond, planTime } from '../../../tools/demo/plan-time.js';
import { allReceived, type Received } from '../../../tools/demo/received.js';
import { pickStories, storyText } from '../../../tools/demo/stories.js';
import type { InboxMail, SmsMessage } from '../../../tools/dev-services/index.js';
import { aView, T0 } from './support/views.js';

const secondChance: CaseEvent = {
  type: 'round_started',
  round: 2,
  cause: 'second_chance',
  at: T0,
  actor: 'system',
  rules: 1,
};

const names = ['ada', 'bo', 'cy', 'di', 'ed'];

const partsOf = (customerId: string): readonly Part[] =>
  names.includes(customerId)
    ? [{ complaintId: '105', name: customerId, reachedBy: ['email'], staff: 'promptly', answers: [] }]
    : [];

const closed = (customerId: string, outcome: Outcome, ...journal: readonly CaseEvent[]): StoredCase => ({
  caseId: customerId,
  customerId,
  closed: true,
  view: aView({ stage: 'closed', outcome }),
  journal,
});

const mailTo = (customerId: string, at = T0, text = 'words'): Received => ({
  channel: 'email',
  to: `${customerId}@customers.example`,
  at,
  subject: `To ${customerId}`,
  text,
  mark: 'm',
});

const sourcesOf = (cases: readonly StoredCase[], received: readonly Received[]) => ({
  books: {
    cases,
    sends: [],
    incidents: cases.map(({ customerId }) => ({ incidentId: customerId, customerId, reportedAt: T0 })),
  },
  received,
  partsOf,
});

describe('the stories', () => {
  it('are one of a second round that saved, one of a loss and one of silence, in this order', () => {
    const cases = [
      closed('ada', 'unconfirmed'),
      closed('bo', 'recovered'),
      closed('cy', 'not_recovered', secondChance),
      closed('di', 'recovered', secondChance),
    ];
    const stories = pickStories(
      sourcesOf(
        cases,
        names.map((name) => mailTo(name)),
      ),
    );
    expect(stories.map(({ title, name }) => [title, name])).toEqual([
      ['Saved in the second round', 'di'],
      ['Lost', 'cy'],
      ['Never answered', 'ada'],
    ]);
  });

  it('are told of the customer to whom most was written, with that customer’s messages alone', () => {
    const cases = [closed('ada', 'unconfirmed'), closed('ed', 'unconfirmed')];
    const received = [mailTo('ada'), mailTo('ed'), mailTo('ed', T0 + 1_000), mailTo('bo')];
    const [story] = pickStories(sourcesOf(cases, received));
    expect(story?.messages.map(({ to }) => to)).toEqual(['ed@customers.example', 'ed@customers.example']);
  });

  it('leave out what did not happen', () => {
    expect(pickStories(sourcesOf([closed('bo', 'recovered')], [mailTo('bo')]))).toEqual([]);
  });

  it('read as the customer did, each message under its day of the plan and its subject', () => {
    const messages = [
      mailTo('ada', T0, 'Hello,\n\nwe have it.\n'),
      { channel: 'sms', to: '+12025550105', at: T0 + 12_000, text: 'Ref 1 (abcdef)', mark: 'abcdef' } as const,
    ];
    expect(storyText({ title: 'Lost', name: 'Ada', reportedAt: T0, messages }, 36_000).split('\n')).toEqual([
      'Lost: Ada, 2 messages',
      '',
      '  day  0  To ada',
      '',
      '      Hello,',
      '',
      '      we have it.',
      '',
      '  day  5  SMS',
      '',
      '      Ref 1 (abcdef)',
      '',
    ]);
  });
});

describe('what was received', () => {
  const mail = (headers: InboxMail['headers'], time: string): InboxMail => ({
    id: '1',
    subject: 'We have it',
    from: [],
    to: [{ address: 'ada@customers.example', name: 'Ada' }],
    headers,
    time,
  });
  const sms = (body: string): SmsMessage => ({
    sid: 'SM1',
    to: '+12025550105',
    from: '+12025550199',
    body,
    statusCallback: undefined,
    createdAt: T0 + 500,
    updatedAt: T0,
    sentAt: undefined,
    status: 'queued',
    errorCode: undefined,
  });

  it('is mails and SMS in the order of their times, each with the mark that it bears', () => {
    const mails = [
      mail({ 'x-amends-key': 'later' }, '2026-01-15T12:00:01Z'),
      mail({ 'x-amends-key': 'sooner' }, '2026-01-15T12:00:00Z'),
    ];
    expect(allReceived(mails, [sms('Larkfield: resolved. (abc234)')]).map(({ mark }) => mark)).toEqual([
      'sooner',
      'abc234',
      'later',
    ]);
  });

  it('has no mark where none is', () => {
    const unmarked = allReceived([mail({}, '2026-01-15T12:00:00Z')], [sms('Call us (now)'), sms('No end (abc234).')]);
    expect(unmarked.map(({ mark }) => mark)).toEqual([undefined, undefined, undefined]);
  });
});

describe('plan time', () => {
  it.each([
    [-5, 'day  0 00 h'],
    [3_600_000, 'day  0 01 h'],
    [17 * 86_400_000 + 23 * 3_600_000, 'day 17 23 h'],
  ])('of %i ms is %s', (span, text) => {
    expect(planTime(span)).toBe(text);
  });

  it.each([
    [36_000, '10 hours'],
    [1_800, '30 minutes'],
    [45, '45 seconds'],
  ])('passes at a pace of %i at %s a second', (pace, text) => {
    expect(planInASecond(pace)).toBe(text);
  });
});
