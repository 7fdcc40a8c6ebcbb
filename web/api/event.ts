import { z } from 'zod';
import type { ReleasedBecause } from '../../domain/contact/release.js';
import { pageOptions } from './page.js';

/** Query of `GET /v1/events`: what comes behind the event whose cursor is given, from the beginning without one. */
export const eventListQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'This has to be the "next" of an earlier answer.')
    .transform(Number)
    .default(0),
  limit: pageOptions.limit,
});

/** An event in the JSON format of CloudEvents 1.0. */
export interface EventItem {
  readonly specversion: '1.0';
  /** Unique within its source; the same whenever it is read. */
  readonly id: string;
  /** `urn:amends:` and the tenant. */
  readonly source: string;
  readonly type: 'amends.released';
  /** When it came about, RFC 3339. */
  readonly time: string;
  /** The id of the customer. */
  readonly subject: string;
  readonly datacontenttype: 'application/json';
  readonly data: {
    readonly because: ReleasedBecause;
    /** What the customer calls the recovery that ended last. */
    readonly reference: string;
    /** Its case; null where the criteria had refused the report. */
    readonly caseId: string | null;
  };
}

/** Answer of `GET /v1/events`: oldest first. `next` is where to go on, now or later, also when there is nothing yet. */
export interface EventList {
  readonly items: readonly EventItem[];
  readonly next: string;
}
