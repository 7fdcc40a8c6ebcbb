import { z } from 'zod';
import type { KnownContact, KnownFact, KnownOrder } from '../../ports/context-sources.js';

/** The most entries of one answer; a person reads no more. */
const MOST = 100;

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const word = z.string().min(1).max(128);
const sentence = z.string().max(500);
const money = z.object({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });

/** An answer: of when it is, and its entries. What a source says besides is left out. */
function answerOf<T>(item: z.ZodType<T>) {
  return z.object({ asOf: instant, items: z.array(item).max(MOST) });
}

/** What the system that knows orders answers. */
export const orders = answerOf<KnownOrder>(
  z.object({
    id: word,
    placedAt: instant,
    status: word,
    amount: money.exactOptional(),
    dueAt: instant.exactOptional(),
    deliveredAt: instant.exactOptional(),
  }),
);

/** What a CRM answers. */
export const facts = answerOf<KnownFact>(z.object({ name: word, value: z.union([sentence, z.number(), z.boolean()]) }));

/** What the system that knows contacts answers. */
export const contacts = answerOf<KnownContact>(
  z.object({ at: instant, channel: word, direction: z.enum(['in', 'out']), summary: sentence }),
);
