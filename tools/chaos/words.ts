import type { Channel } from '../../domain/contact/channels.js';
import type { Random } from './random.js';

/** What a customer writes to us: that the texts have to end, the same with the wish for a call, or what a person has to read. */
export type Word = 'stop' | 'stop_and_call' | 'reply';

/** A customer who writes once, from one of their addresses, when so many messages have reached it. */
export interface Writing {
  readonly word: Word;
  readonly channel: Channel;
  readonly after: number;
}

/** A word of a customer that was answered for good: taken, or refused. */
export interface HeardWord {
  readonly word: Word;
  readonly channel: Channel;
  /** When that answer was there; epoch milliseconds. */
  readonly heardAt: number;
}

/** What may be drawn of the customers of a run. */
export interface WordShare {
  /** The chance of a customer; 0 to 1. */
  readonly chance: number;
  /** Whether mails are heard at all: that door is open only where the provider of e-mail can sign. */
  readonly byMail: boolean;
}

/** The second message is in good time: a case that nobody answers goes on for days of plan after it. */
const latest = 2;

/** Draws whether and how a customer writes. */
export function drawWriting(
  channels: readonly Channel[],
  { chance, byMail }: WordShare,
  random: Random,
): Writing | undefined {
  const ways = channels.filter((channel) => channel === 'sms' || byMail);
  if (!random.chance(chance) || ways.length === 0) return undefined;
  const channel = random.one(ways);
  const word = channel === 'sms' ? random.one<Word>(['stop', 'stop_and_call', 'reply']) : 'reply';
  return { word, channel, after: random.between(1, latest) };
}
