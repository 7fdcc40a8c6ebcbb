import { describe, expect, it } from 'vitest';
import type { Part } from '../../../tools/demo/cast.js';
import { answersDue, reached } from '../../../tools/demo/customers.js';
import type { Received } from '../../../tools/demo/received.js';

const aPart = (overrides: Partial<Part> = {}): Part => ({
  complaintId: '105',
  name: 'Ada Quill',
  reachedBy: ['email'],
  staff: 'promptly',
  answers: [2, 5],
  ...overrides,
});

const mail = (text: string): Received => ({
  channel: 'email',
  to: 'ada.quill@customers.example',
  at: 0,
  text,
  mark: 'm',
});

const first = 'http://127.0.0.1:4100/s/Zmlyc3Q.abc-_1';
const second = 'http://127.0.0.1:4100/s/c2Vjb25k.xyz';

describe('a customer who reads', () => {
  it('answers nothing while no survey has come', () => {
    expect(answersDue(aPart(), [mail('We have it. http://127.0.0.1:4100/readyz')])).toEqual([]);
  });

  it('answers each survey with the next score, however often its link comes', () => {
    const mails = [mail(`How was it? ${first}\n`), mail(`Once more: ${first}`), mail(`And now? ${second}.`)];
    expect(answersDue(aPart(), mails)).toEqual([
      { link: first, score: 2 },
      { link: second, score: 5 },
    ]);
  });

  it('leaves surveys unanswered when there is nothing to say', () => {
    expect(answersDue(aPart({ answers: [2] }), [mail(first), mail(second)])).toEqual([{ link: first, score: 2 }]);
    expect(answersDue(aPart({ answers: [] }), [mail(first)])).toEqual([]);
  });

  it('who waits for the reminder answers with it and not before', () => {
    const waiting = aPart({ answers: [4], whenReminded: true });
    expect(answersDue(waiting, [mail(first)])).toEqual([]);
    expect(answersDue(waiting, [mail(first), mail(first)])).toEqual([{ link: first, score: 4 }]);
  });
});

describe('a message reaches', () => {
  const toPhone = { channel: 'sms', to: '+12025550105' } as const;

  it('the customer with that address or number', () => {
    expect(reached(aPart(), mail(''))).toBe(true);
    expect(reached(aPart({ reachedBy: ['sms'] }), toPhone)).toBe(true);
  });

  it('nobody else, and nobody on a channel that the customer does not have', () => {
    expect(reached(aPart({ name: 'Ida Quill' }), mail(''))).toBe(false);
    expect(reached(aPart({ complaintId: '106', reachedBy: ['sms'] }), toPhone)).toBe(false);
    expect(reached(aPart(), toPhone)).toBe(false);
  });
});
