import { z } from 'zod';
import { type ContactDecision, purposes } from '../../domain/contact/decision.js';
import type { Leak, LoggedAs } from '../../ports/contact-log.js';
import { opaqueId } from './contact-points.js';
import { type ListPage, pageOptions } from './page.js';
import { instant } from './texts.js';

/** `POST /v1/contacts`, and each line of `POST /v1/contacts:batch`: what another sender has sent. */
export const contactReport = z.strictObject({
  id: opaqueId,
  customerId: opaqueId,
  purpose: z.enum(purposes),
  at: instant,
  decision: z
    .enum(['allow', 'suppress', 'replace'] as const satisfies readonly ContactDecision['kind'][])
    .exactOptional(),
});

/** A contact after validation; `at` is epoch milliseconds. */
export type ContactReport = z.output<typeof contactReport>;

/** What became of a report; `malformed` is never kept, and `different` says that its id was reported with other content. */
export interface ContactReceipt {
  readonly id: string;
  readonly result: LoggedAs | 'malformed';
  /** What is wrong with a malformed one. */
  readonly detail?: string;
}

/** The answer to a line of a batch that could not be read; `line` counts from 1. */
export interface UnreadContact {
  readonly line: number;
  readonly result: 'malformed';
  readonly detail: string;
}

/** Query of `GET /v1/contacts/leaks`. */
export const leakListQuery = z.strictObject(pageOptions);

/** A promotion that should not have been sent. */
export interface LeakItem {
  readonly id: string;
  readonly customerId: string;
  /** When it was sent, epoch milliseconds. */
  readonly at: number;
  /** `suppressed`: its customer was in a recovery at that time; `against_answer`: its sender had been told not to send. */
  readonly leak: Leak;
  /** What its sender was told; null where it did not ask. */
  readonly decision: ContactDecision['kind'] | null;
}

/** A page of leaks, the latest first. */
export type LeakList = ListPage<LeakItem>;
