import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseFact } from '../../domain/case/case-events.js';
import { timelineOf, wordsOf } from '../../domain/case/fact-words.js';
import { fromNow, utc } from '../../domain/instant-words.js';
import { DAY, HOUR, T0, anIncident, anOpening } from './support/builders.js';
import { opened } from './support/journey.js';

const stamped = (fact: CaseFact): CaseEvent => ({ ...fact, at: T0, actor: 'system', rules: 1 });
const slot = '2/progress_update/3/sms';

describe('a fact in words', () => {
  it.each<[CaseFact, string]>([
    [{ type: 'case_opened', ...anOpening() }, 'opened for inc-1: late_delivery, high; protocol default'],
    [{ type: 'incident_joined', incident: anIncident({ id: 'inc-2' }) }, 'inc-2 joined: late_delivery, high'],
    [{ type: 'message_accepted', slot }, 'progress update 3 by sms was sent'],
    [{ type: 'message_accepted', slot: '1/apology/1/email' }, 'apology by email was sent'],
    [
      { type: 'message_in_doubt', slot },
      'progress update 3 by sms may have been sent; nobody can know, so it is not repeated',
    ],
    [{ type: 'message_rejected', slot, code: 'bad_address' }, 'progress update 3 by sms was rejected: bad_address'],
    [{ type: 'escalated', rung: 2, to: 's-104', because: 'breach' }, 's-104 was called (rung 2): a clock is late'],
    [{ type: 'promise_made', slot, id: 'p1', about: 'news', dueAt: T0 }, 'promised news by 2026-03-02 09:00 UTC (p1)'],
    [{ type: 'held', reason: 'courier', until: T0 + HOUR }, 'on hold until 2026-03-02 10:00 UTC: courier'],
    [
      { type: 'round_started', round: 2, cause: 'second_chance' },
      'round 2 began: a second chance, since it is not right for the customer',
    ],
    [
      { type: 'escalated', rung: 3, to: 's-007', because: 'low_verdict' },
      's-007 was called (rung 3): it is not right for the customer',
    ],
    [{ type: 'survey_answered', round: 1, score: 2 }, 'the customer answered 2 of 5'],
    [
      { type: 'command_refused', command: 'channel_stopped', reason: 'stopped_already' },
      'the wish for no more messages changed nothing: the customer is spared on this channel already',
    ],
    [
      { type: 'command_refused', command: 'channel_freed', reason: 'not_stopped' },
      'the wish for messages again changed nothing: the customer is not spared on this channel',
    ],
    [{ type: 'command_refused', command: 'of_tomorrow', reason: 'not_yet' }, 'of tomorrow changed nothing: not_yet'],
  ])('%j reads "%s"', (fact, words) => {
    expect(wordsOf(stamped(fact))).toBe(words);
  });

  it('says how often a message was asked for, from the second time on', () => {
    const [first] = opened().until(HOUR).asked('acknowledgement');
    if (first === undefined) throw new Error('the acknowledgement was never asked for');
    const asked = (request: number) => wordsOf(stamped({ type: 'message_requested', ...first, request }));
    expect(asked(1)).toBe('acknowledgement by email is to be sent');
    expect(asked(2)).toBe('acknowledgement by email is to be sent, asked for 2 times');
  });

  const again = 'acknowledgement by email: no answer in time; the same message is asked about again';
  const found = 'acknowledgement by email was in doubt and counts as not arrived; the same message is asked for again';
  const ack = '1/acknowledgement/1/email';
  const doubtful = opened()
    .step()
    .hears({ kind: 'in_doubt', promiseDueAt: T0 + DAY });
  const settled = doubtful.does({ type: 'send_settled', slot: ack, verdict: 'resend' });

  it.each([
    ['came without an answer in time', opened().step().hears({ kind: 'unsettled' }), again],
    ['was in doubt and is to be sent again', settled, found],
    ['has no answer in time when it is sent again', settled.step().hears({ kind: 'unsettled' }), again],
  ])('of a message that %s says which it was', (_, journey, words) => {
    const last = timelineOf(journey.journal)
      .filter(({ what }) => what.includes('the same message'))
      .at(-1);
    expect(last?.what).toBe(words);
  });

  it('never leaves out or misspells what a whole journey records', () => {
    const { journal } = opened()
      .does({ type: 'take' })
      .does({ type: 'resolve', cause: 'x' })
      .until(60 * DAY);
    expect(journal.length).toBeGreaterThan(15);
    for (const event of journal) expect(wordsOf(event)).not.toMatch(/undefined|\[object|NaN|^$/);
  });

  it('of a later version is named by its type', () => {
    expect(wordsOf(JSON.parse(JSON.stringify({ ...stamped({ type: 'resumed' }), type: 'sung_to' })) as CaseEvent)).toBe(
      'sung to',
    );
  });
});

describe('an instant in words', () => {
  it('is in UTC to the minute, and ahead or past as seen from now', () => {
    expect(utc(T0 + 59_999)).toBe('2026-03-02 09:00 UTC');
    expect(fromNow(T0 + HOUR, T0)).toBe('in 1 h');
    expect(fromNow(T0, T0 + HOUR)).toBe('1 h ago');
  });
});
