import { z } from 'zod';
import type { Channel } from '../../domain/contact/channels.js';
import { email, opaqueId, phone } from './contact-points.js';

/** `/v1/customers/:id`. */
export const customerParams = z.strictObject({ id: opaqueId });

/** `PUT /v1/customers/:id/contact`: null removes an address, what is left out stays. */
export const contactBody = z
  .strictObject({ email: email.nullable().exactOptional(), phone: phone.nullable().exactOptional() })
  .refine((change) => Object.keys(change).length > 0, 'Give email, phone or both.');

/** Answer to a correction; it repeats no address. */
export interface ContactAnswer {
  readonly customerId: string;
  /** The channels on which the customer has an address now. */
  readonly reachableBy: readonly Channel[];
  /** The open case that was told; null when there is none. */
  readonly caseId: string | null;
}
