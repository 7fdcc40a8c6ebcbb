import { z } from 'zod';
import { channels, type Channel } from '../../domain/contact/channels.js';
import type { FailureCode } from '../../domain/failure-codes.js';
import { email, opaqueId, phone } from './contact-points.js';
import { saying } from './texts.js';

/** `/v1/customers/:id`. */
export const customerParams = z.strictObject({ id: opaqueId });

/** `PUT /v1/customers/:id/contact`: null removes an address, what is left out stays. */
export const contactBody = z
  .strictObject({ email: email.nullable().exactOptional(), phone: phone.nullable().exactOptional() })
  .refine((change) => Object.keys(change).length > 0, 'Give email, phone or both.');

/** `POST /v1/customers/:id/reopenings`; the reason is for colleagues: it is kept, and never sent to a customer or Temporal. */
export const reopeningBody = z.strictObject({
  channel: z.enum(channels),
  reason: saying(2_000),
});

/** Answer to a reopening; it repeats no address. */
export interface ReopeningAnswer {
  readonly customerId: string;
  readonly channel: Channel;
  /** What had stopped the address, the first first; empty where nothing did. */
  readonly lifted: readonly FailureCode[];
  /** How many messages of the open case were refused on this channel; what it still wants of them it sends again. */
  readonly refused: number;
  /** The open case that was told; null when there is none. */
  readonly caseId: string | null;
}

/** Answer to a correction; it repeats no address. */
export interface ContactAnswer {
  readonly customerId: string;
  /** The channels on which the customer has an address now. */
  readonly reachableBy: readonly Channel[];
  /** Those whose address this has changed. */
  readonly changed: readonly Channel[];
  /** Addresses to which nothing is sent, and why, the first reason of each; for staff alone, empty for a backend. */
  readonly stopped: readonly { readonly channel: Channel; readonly reason: FailureCode }[];
  /** The open case that was told; null when there is none. */
  readonly caseId: string | null;
}
