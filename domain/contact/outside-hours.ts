import type { MessageRecord } from '../case/recovery-case.js';

/** Why a sender left a message out for now: the hours of contact had ended. When they begin again, so does its step. */
export const OUTSIDE_HOURS = 'outside_hours';

/** Whether a message waits for the hours of contact, since its sender came too late for the last ones. */
export function leftForHours({ state, code }: Pick<MessageRecord, 'state' | 'code'>): boolean {
  return state === 'skipped' && code === OUTSIDE_HOURS;
}

/** How many requests of a slot count: those that met the end of the hours do not, or a few nights would use them all up. */
export function requestsCounted(m: Pick<MessageRecord, 'state' | 'code' | 'request' | 'nights'>): number {
  return m.request - (m.nights ?? 0) - (leftForHours(m) ? 1 : 0);
}
