import { ApplicationFailure } from '@temporalio/common';

/** Error types of activities, as workflows and operators see them. */
const failureTypes = {
  tryLater: 'TryLater',
  senderBusy: 'SenderBusy',
  unproved: 'Unproved',
  caseClosed: 'CaseClosed',
  remedyUnknown: 'RemedyUnknown',
  notFound: 'NotFound',
} as const;

/** A certain non-send that another attempt may mend; the provider's own waiting time is honoured. */
export function tryLater(code: string, waitFor?: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: `the provider did not take the message: ${code}`,
    type: failureTypes.tryLater,
    category: 'BENIGN',
    ...(waitFor !== undefined && { nextRetryDelay: Math.max(1, waitFor) }),
  });
}

/** What an attempt to send came to that ended with this error: waiting for a deadline or for the provider is no fault. */
export function attemptOf(error: unknown): 'try_later' | 'waiting' | 'failed' {
  if (!(error instanceof ApplicationFailure)) return 'failed';
  if (error.type === failureTypes.tryLater) return 'try_later';
  const waits: readonly unknown[] = [failureTypes.senderBusy, failureTypes.unproved, failureTypes.caseClosed];
  return waits.includes(error.type) ? 'waiting' : 'failed';
}

/** The store says that the case is closed: a case that was reopened says so there in a moment, a run that was reset ends. */
export function caseClosed(): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'the case is closed, as far as the store knows',
    type: failureTypes.caseClosed,
    category: 'BENIGN',
  });
}

/** Another sender holds the claim until its deadline; only then can it be told what became of the message. */
export function senderBusy(waitFor: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'another sender holds this message until its deadline',
    type: failureTypes.senderBusy,
    category: 'BENIGN',
    nextRetryDelay: Math.max(1, waitFor),
  });
}

/** Nobody knows yet whether the message went out: what the provider shows may still be incomplete. */
export function unproved(waitFor: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'nobody knows yet whether this message went out; the provider is asked when its view is whole',
    type: failureTypes.unproved,
    category: 'BENIGN',
    nextRetryDelay: Math.max(1, waitFor),
  });
}

/** Nobody can say whether a remedy was granted; asking again under its key will. */
export function remedyUnknown(): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'the provider does not say whether the remedy was granted',
    type: failureTypes.remedyUnknown,
  });
}

/** Something that was stored before is not there: a fault of the installation, retried so that a restored store heals it. */
export function notFound(what: string): ApplicationFailure {
  return ApplicationFailure.create({ message: `${what} is not in the store`, type: failureTypes.notFound });
}
