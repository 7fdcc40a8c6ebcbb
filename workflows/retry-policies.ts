import { ActivityFailure, TimeoutFailure } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';

/**
 * Records (opening, joining, projecting, looking): single reads and writes by key, safe to repeat and never given up,
 * since a case without its record would be forgotten. Ten seconds find a dead worker; each attempt is billed, so the
 * interval grows to five minutes in an outage.
 */
export const records = {
  startToCloseTimeout: '10 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '5 min' },
} as const satisfies ActivityOptions;

/**
 * Sends: twenty seconds are more than a provider takes and find a dead worker; the sender gives up at three quarters of
 * it. How long a message is worth sending is protocol data and set with each call. After a cancel we want to know what
 * became of the message, hence `WAIT_CANCELLATION_COMPLETED` (1.24.0 behaves as `TRY_CANCEL` by default).
 */
export const sends = {
  startToCloseTimeout: '20 s',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '5 min' },
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
} as const satisfies ActivityOptions;

/** The automatic remedy: bounded, since an agent can make it good as well; after that its fate is unknown and asked for again. */
export const remedies = { ...records, scheduleToCloseTimeout: '10 min' } as const satisfies ActivityOptions;

/**
 * Whether an activity ended because its time was up. The server tells it in two ways: as a time-out of the attempt under
 * way, or, as soon as no further attempt would fit, as the failure of the last one.
 */
export function timeIsUp(error: unknown): boolean {
  return error instanceof ActivityFailure && (error.cause instanceof TimeoutFailure || error.retryState === 'TIMEOUT');
}
