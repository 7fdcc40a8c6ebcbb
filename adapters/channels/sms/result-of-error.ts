import type { FailureCode } from '../../../domain/failure-codes.js';
import type { DeliveryResult } from '../../../ports/message-channel.js';
import { tooLateToWrite } from './last-look.js';

/** What Twilio's client tells about a message that it got no SID for. */
export interface SmsError {
  /** HTTP status; missing when no answer came. */
  readonly status?: number;
  /** Twilio's own number, or the name of a system error. */
  readonly code?: number | string;
}

/** Twilio's error numbers that are about the recipient: another attempt gives the same. */
const permanent: Readonly<Record<number, FailureCode>> = {
  21211: 'bad_address',
  21614: 'bad_address',
  21610: 'opted_out',
  21408: 'unreachable_number',
  21612: 'unreachable_number',
  30003: 'unreachable_number',
  30005: 'unreachable_number',
  30006: 'unreachable_number',
  30004: 'blocked',
  // The carrier's filter.
  30007: 'refused_by_provider',
};

/** Those that are about our account or the moment: mended in time, the message may still go. */
const passing: Readonly<Record<number, FailureCode>> = {
  20429: 'too_many_requests',
  // Queues that are full: of our number, and of our account.
  21611: 'too_many_requests',
  30001: 'too_many_requests',
  // The daily limit of our account.
  63038: 'too_many_requests',
  // Our account is not active.
  20005: 'try_later',
  20003: 'not_configured',
  21603: 'not_configured',
};

/** Errors of a connection that was never there. */
const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/**
 * What is certain about an SMS that failed; `unwritten` says that certainly no byte of its request went out. Only that,
 * Twilio's own refusal and a connection that was never there are certain; a server error, a reset or a time-out may have
 * come after the message was taken.
 */
export function resultOfError({ status, code }: SmsError, unwritten: boolean): DeliveryResult {
  if (status === undefined) return withoutAnswer(code, unwritten);
  if (status === 429) return { kind: 'rejected', permanent: false, code: 'too_many_requests' };
  if (status >= 500) return { kind: 'unknown', code: 'provider_down' };
  if (typeof code !== 'number') return { kind: 'unknown', code: 'connection_lost' };
  const moment = passing[code];
  if (moment !== undefined) return { kind: 'rejected', permanent: false, code: moment };
  // A wrong sender, a filtered text, whatever else: this message ends, and nothing is said about the number.
  return { kind: 'rejected', permanent: true, code: permanent[code] ?? 'refused_by_provider' };
}

/** Why a message that was taken did not arrive, by the error number of its last status. */
export function codeOfFailure(error: number): FailureCode {
  return permanent[error] ?? 'not_delivered';
}

function withoutAnswer(code: number | string | undefined, unwritten: boolean): DeliveryResult {
  if (code === tooLateToWrite) return { kind: 'rejected', permanent: false, code: 'deadline_passed' };
  if (typeof code === 'string' && neverConnected.includes(code)) {
    return { kind: 'rejected', permanent: false, code: 'provider_down' };
  }
  const what = code === 'ECONNABORTED' || code === 'ETIMEDOUT' ? 'timed_out' : 'connection_lost';
  return unwritten ? { kind: 'rejected', permanent: false, code: what } : { kind: 'unknown', code: what };
}
