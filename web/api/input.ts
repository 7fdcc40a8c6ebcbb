import { z } from 'zod';
import type { InputChannel } from '../../domain/contact/customer-words.js';
import type { Dismissal } from '../../ports/input-store.js';
import { opaqueId } from './contact-points.js';
import { type ListPage, pageOptions, trueOrFalse } from './page.js';
import { saying } from './texts.js';

/** `GET /v1/inputs`: what came in and is nobody's, as far as is known; `dismissed=true` shows what was dismissed instead. */
export const inputListQuery = z.strictObject({
  dismissed: trueOrFalse.exactOptional(),
  ...pageOptions,
});

/** `/v1/inputs/:id`. */
export const inputParams = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'This has to be the id of an input, as lists show it.'),
});

/** `POST /v1/inputs/:id/match`: whose it is. */
export const matchBody = z.strictObject({ customerId: opaqueId });

/** `POST /v1/inputs/:id/dismiss`: why nobody has to see to it, for colleagues. */
export const dismissBody = z.strictObject({ reason: saying(200) });

/** Something that came in, for the eyes of staff alone; instants are epoch milliseconds. */
export interface InputItem {
  readonly id: string;
  readonly receivedAt: number;
  readonly channel: InputChannel;
  /** From where it came; null once it is known whose it is. */
  readonly from: string | null;
  readonly customerId: string | null;
  readonly subject: string | null;
  readonly text: string | null;
  /** Files that came with it and are in the mailbox alone. */
  readonly attachments: number;
  /** Who found that nobody has to see to it, when and why; null where nobody has. */
  readonly dismissed: Dismissal | null;
}

/** One page of inputs, the newest first. */
export type InputList = ListPage<InputItem>;
