import { z } from 'zod';
import { oneLine } from './texts.js';

/** A whole number in a query, as text. */
export const whole = z.string().regex(/^\d{1,9}$/, 'This has to be a whole number.');

/** Whether something holds, in a query, as text. */
export const trueOrFalse = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The page of a list: 1 to 200 items, 50 by default, from the cursor of the page before. */
export const pageOptions = {
  cursor: oneLine(500).exactOptional(),
  limit: whole
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 200, 'This has to be 1 to 200.')
    .default(50),
};

/** One page of a list; `next` is the cursor of the next page, null on the last. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
