import { z } from 'zod';
import { channels } from '../../domain/contact/channels.js';
import { type ContactDecision, type ContactReason, purposes } from '../../domain/contact/decision.js';
import { opaqueId } from './contact-points.js';

/** `POST /v1/contact-decisions`, and each line of `POST /v1/contact-decisions:batch`. */
export const contactQuestion = z.strictObject({
  customerId: opaqueId,
  purpose: z.enum(purposes),
  /** By which channel; who does not say so might mean any. */
  channel: z.enum(channels).exactOptional(),
});

/** May this customer be contacted for this? */
export type ContactQuestion = z.output<typeof contactQuestion>;

/** Whether the contact may be made. Whoever gets no answer, or none that can be read, has to suppress it. */
export interface ContactDecisionAnswer extends ContactQuestion {
  readonly decision: ContactDecision['kind'];
  readonly reason: ContactReason;
  /** When it may be made after all, as things are now; epoch milliseconds, null where no end is in sight. */
  readonly until: number | null;
  /** What the customer calls the recovery that stands in the way, or speaks instead. */
  readonly reference: string | null;
  /** Its case, once there is one. */
  readonly caseId: string | null;
}

/** The answer to a line of a batch that could not be read; `line` counts from 1. */
export interface UnreadLine {
  readonly line: number;
  readonly decision: 'suppress';
  readonly reason: 'malformed';
  readonly detail: string;
}
