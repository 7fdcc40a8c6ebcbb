import { ApplicationFailure } from '@temporalio/common';
import type { SendResult } from '../domain/journey/results.js';
import type { SendRow } from '../domain/sends/send-row.js';

/** Error types of activities, as workflows and operators see them. */
const failureTypes = {
  tryLater: 'TryLater',
  senderBusy: 'SenderBusy',
  unproved: 'Unproved',
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
  return error.type === failureTypes.senderBusy || error.type === failureTypes.unproved ? 'waiting' : 'failed';
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

/** What a settled row of the ledger means for the case; undefined while nobody knows, or it may be claimed again. */
export function resultOf(row: SendRow): SendResult | undefined {
  const promised = row.promiseDueAt === undefined ? {} : { promiseDueAt: row.promiseDueAt };
  switch (row.state) {
    case 'accepted':
    case 'delivered':
      return { kind: 'accepted', ...promised };
    case 'failed':
      return { kind: 'rejected', code: row.code ?? 'not_delivered' };
    case 'skipped':
      return { kind: 'skipped', reason: row.code ?? 'skipped' };
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'rejected':
      return row.permanent === true ? { kind: 'rejected', code: row.code ?? 'rejected' } : undefined;
    case 'claimed':
    case 'in_doubt':
      return undefined;
  }
}
