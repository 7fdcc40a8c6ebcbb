import type { MessageRecord } from '../case/recovery-case.js';

/** Why a sender left a message out for now: the hours of contact had ended. When they begin again, so does its step. */
export const OUTSIDE_HOURS = 'outside_hours';

/** Whether a message waits for the hours of contact, since its sender came too late for the last ones. */
export function leftForHours({ state, code }: Pick<MessageRecord, 'state' | 'code'>): boolean {
  return state === 'skipped' && code === OUTSIDE_HOURS;
}

/** How often one slot is asked for before the step is given up: refuse and ask again would spin otherwise. */
export const MAX_REQUESTS = 5;
/** How many of its requests may meet the end of the hours: all but the first had a whole day. */
const MAX_NIGHTS = 7;

/** Whether a slot is asked for no more. What met the end of the hours counts apart, or an outage of two evenings would end it. */
export function isExhausted(m: Pick<MessageRecord, 'state' | 'code' | 'request' | 'nights'>): boolean {
  const nights = nightsOf(m);
  return m.request - nights >= MAX_REQUESTS || nights >= MAX_NIGHTS;
}

/** How many requests of a slot met the end of the hours so far. */
export function nightsOf(m: Pick<MessageRecord, 'state' | 'code' | 'nights'>): number {
  return (m.nights ?? 0) + (leftForHours(m) ? 1 : 0);
}
