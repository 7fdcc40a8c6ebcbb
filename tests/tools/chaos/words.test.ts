import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../domain/contact/channels.js';
import { type Cast, journeysOf } from '../../../tools/chaos/journeys.js';
import { Random } from '../../../tools/chaos/random.js';
import { drawWriting, type WordShare } from '../../../tools/chaos/words.js';

/** A large run, in which customers of both channels write at this chance. */
function writingsOf(share: Partial<WordShare>, draw: Cast['draw'] = () => ({})) {
  const random = new Random(1);
  const drawn = (channels: readonly Channel[]) => drawWriting(channels, { chance: 1, byMail: true, ...share }, random);
  return journeysOf({ count: 1_000, occurredAt: 0, draw, drawWriting: drawn });
}

describe('customers who write back', () => {
  it('end the texts by SMS alone, reply on both channels, and do neither at a chance of 0', () => {
    const ways = writingsOf({}).flatMap(({ writing }) => (writing ? [`${writing.word} by ${writing.channel}`] : []));
    expect(new Set(ways)).toEqual(new Set(['reply by email', 'reply by sms', 'stop by sms', 'stop_and_call by sms']));
    expect(writingsOf({ chance: 0 }).some(({ writing }) => writing !== undefined)).toBe(false);
  });

  it('write no mail where nobody hears mails', () => {
    const channels = writingsOf({ byMail: false }).flatMap(({ writing }) => writing?.channel ?? []);
    expect(new Set(channels)).toEqual(new Set(['sms']));
  });

  it('write from no address that refuses for good', () => {
    const writings = writingsOf({}, () => ({ sms: { refusal: 'unreachable_number', after: 3 } }));
    expect(new Set(writings.flatMap(({ writing }) => writing?.channel ?? []))).toEqual(new Set(['email']));
  });

  it('text from a phone that nobody else has', () => {
    const journeys = writingsOf({});
    const phones = journeys.flatMap(({ report }) => report.customer.phone ?? []);
    const writing = journeys.filter((journey) => journey.writing?.channel === 'sms');
    expect(writing.length).toBe(49);
    for (const { report } of writing) expect(phones.filter((one) => one === report.customer.phone)).toHaveLength(1);
  });
});
