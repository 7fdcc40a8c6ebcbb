import { describe, expect, it } from 'vitest';
import type { MessageOrder } from '../../domain/case/case-events.js';
import { joinFacts, lookFacts, messageFacts } from '../../domain/journey/results.js';
import { DAY, HOUR, T0, anIncident, buildCase } from './support/builders.js';
import { opened } from './support/journey.js';
import { RESOLVE, answeredWith, resolvedAfter } from './support/pasts.js';

const SLOT = '1/resolution/1/email';

const anOrder = (overrides: Partial<MessageOrder> = {}): MessageOrder => ({
  slot: SLOT,
  message: 'resolution',
  round: 1,
  ordinal: 1,
  channel: 'email',
  request: 1,
  incidents: ['inc-1'],
  covers: [],
  promise: { about: 'check', dueAt: T0 + 3 * DAY, atLeast: HOUR },
  ...overrides,
});

/** A case that promised news by ten, in an acknowledgement. */
const promised = buildCase(
  {},
  { type: 'promise_made', id: 'p1', about: 'news', dueAt: T0 + HOUR, slot: '1/acknowledgement/1/email' },
);

describe('what came of a message', () => {
  it('accepted keeps what was promised and makes the promise of its text, in this order', () => {
    const result = { kind: 'accepted', promiseDueAt: T0 + 3 * DAY } as const;
    expect(messageFacts(promised, { order: anOrder(), result, now: T0 + HOUR })).toEqual([
      { type: 'message_accepted', slot: SLOT },
      { type: 'promise_kept', id: 'p1', slot: SLOT },
      { type: 'promise_made', id: 'p2', about: 'check', dueAt: T0 + 3 * DAY, slot: SLOT },
    ]);
  });

  it('accepted too late keeps nothing', () => {
    const result = { kind: 'accepted' } as const;
    expect(messageFacts(promised, { order: anOrder(), result, now: T0 + HOUR + 1 })).toEqual([
      { type: 'message_accepted', slot: SLOT },
    ]);
  });

  it('accepted makes no promise that the message was not asked to make', () => {
    const { promise: _, ...order } = anOrder();
    const result = { kind: 'accepted', promiseDueAt: T0 + DAY } as const;
    expect(messageFacts(buildCase(), { order, result, now: T0 })).toEqual([{ type: 'message_accepted', slot: SLOT }]);
  });

  it('in doubt binds us to what it promised, and keeps nothing', () => {
    const result = { kind: 'in_doubt', promiseDueAt: T0 + 3 * DAY } as const;
    expect(messageFacts(promised, { order: anOrder(), result, now: T0 })).toEqual([
      { type: 'message_in_doubt', slot: SLOT },
      { type: 'promise_made', id: 'p2', about: 'check', dueAt: T0 + 3 * DAY, slot: SLOT },
    ]);
  });

  it.each([
    [
      { kind: 'skipped', reason: 'opted_out' },
      { type: 'message_skipped', slot: SLOT, reason: 'opted_out' },
    ],
    [
      { kind: 'rejected', code: 'bad_address' },
      { type: 'message_rejected', slot: SLOT, code: 'bad_address' },
    ],
    [{ kind: 'unsettled' }, { type: 'message_unsettled', slot: SLOT }],
    [{ kind: 'withdrawn' }, { type: 'message_withdrawn', slot: SLOT }],
  ] as const)('$0.kind is recorded as it is, and touches no promise', (result, fact) => {
    expect(messageFacts(promised, { order: anOrder(), result, now: T0 })).toEqual([fact]);
  });
});

describe('what a message does to a promise of another kind', () => {
  const checkPromised = buildCase({}, { type: 'promise_made', id: 'p1', about: 'check', dueAt: T0 + DAY, slot: SLOT });
  const accepted = (order: Partial<MessageOrder>) => {
    const { promise: _, ...bare } = anOrder(order);
    const facts = messageFacts(checkPromised, { order: bare, result: { kind: 'accepted' }, now: T0 });
    return facts.slice(1).map((fact) => fact.type);
  };

  it.each(['follow_up', 'survey', 'second_chance'] as const)('%s keeps a promised check', (message) => {
    expect(accepted({ message })).toEqual(['promise_kept']);
  });

  it.each(['acknowledgement', 'apology', 'resolution', 'progress_update'] as const)(
    '%s of the same round leaves a promised check open',
    (message) => {
      expect(accepted({ message })).toEqual([]);
    },
  );

  it('the closing message withdraws it', () => {
    expect(accepted({ message: 'closing' })).toEqual(['promise_withdrawn']);
  });

  it.each([
    ['names its time withdraws it', T0 + DAY, ['promise_withdrawn']],
    ['was written before it was promised leaves it open', T0 + DAY - 1, []],
  ] as const)('under rules 4 a text of a later round that %s', (_, withdrawnDueAt, expected) => {
    const check = { type: 'promise_made', id: 'p1', about: 'check', dueAt: T0 + DAY, slot: SLOT } as const;
    const c = buildCase({}, { type: 'rules_adopted', version: 4 }, check);
    const { promise: _p, ...order } = anOrder({ message: 'acknowledgement', round: 2, withdrawnDueAt });
    const facts = messageFacts(c, { order, result: { kind: 'accepted' }, now: T0 });
    expect(facts.slice(1).map(({ type }) => type)).toEqual(expected);
  });

  it('a message of a later round withdraws it: the plan has changed', () => {
    expect(accepted({ message: 'acknowledgement', round: 2 })).toEqual(['promise_withdrawn']);
  });
});

describe('what joining comes to', () => {
  const incident = anIncident({ id: 'inc-2' });

  it('is the incident alone while something is unresolved', () => {
    expect(joinFacts(opened().state, incident)).toEqual([{ type: 'incident_joined', incident }]);
  });

  it('is a round as well once everything is resolved, told or not', () => {
    const round = { type: 'round_started', round: 2, cause: 'joined' };
    expect(joinFacts(opened().does(RESOLVE).state, incident)).toEqual([{ type: 'incident_joined', incident }, round]);
    expect(joinFacts(resolvedAfter(20 * HOUR).state, incident)).toEqual([{ type: 'incident_joined', incident }, round]);
  });
});

describe('what the look for an answer comes to', () => {
  const looking = resolvedAfter(20 * HOUR)
    .until(10 * DAY)
    .upTo(92 * HOUR + 14 * DAY)
    .step().state;

  it('is silence when there is none', () => {
    expect(lookFacts(looking, 1, undefined)).toEqual([{ type: 'survey_expired', round: 1 }]);
  });

  it('is the answer that was stored', () => {
    expect(lookFacts(looking, 1, { score: 5, heard: true })).toEqual([
      { type: 'survey_answered', round: 1, score: 5, heard: true },
    ]);
  });

  it('is nothing when the answer was heard meanwhile', () => {
    expect(lookFacts(answeredWith(5).state, 1, undefined)).toEqual([]);
  });

  it('is nothing when it was made in another round', () => {
    expect(lookFacts(looking, 2, undefined)).toEqual([]);
  });
});
