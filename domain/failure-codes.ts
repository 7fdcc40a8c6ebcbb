/**
 * Why a provider did not take a message, or took it and did not deliver it, in our words. Adapters map vendor errors to
 * these; `activities/failures.ts` alone decides what is retried.
 */
export const failureCodes = [
  'bad_address',
  'mailbox_refused',
  'opted_out',
  'blocked',
  'unreachable_number',
  'too_many_requests',
  'try_later',
  'provider_down',
  'connection_lost',
  'timed_out',
  'deadline_passed',
  'refused_by_provider',
  'not_configured',
  'address_stopped',
  'complained',
  'mailbox_full',
  'not_delivered',
  'no_receipt',
  'not_arrived',
] as const;
/** One of the failure codes. */
export type FailureCode = (typeof failureCodes)[number];

/** Failures that are about the address: the channel is closed for this customer, not just for this message. */
const aboutTheAddress = [
  'bad_address',
  'mailbox_refused',
  'opted_out',
  'blocked',
  'unreachable_number',
  'address_stopped',
  'complained',
] as const satisfies readonly FailureCode[];

/** Whether a permanent rejection with this code closes the channel for later messages too. */
export function closesChannel(code: string | undefined): code is (typeof aboutTheAddress)[number] {
  return aboutTheAddress.some((one) => one === code);
}
