import type { CaseEvent } from '../../domain/case/case-events.js';
import { channels } from '../../domain/contact/channels.js';
import { messageTypes } from '../../domain/contact/messages.js';
import type { AttemptResult, RecoveryMetrics } from '../../ports/metrics.js';

// A series that is born at 1 has no increase: an alarm would not hear of the first of a rare event on a worker. So each
// counter starts at 0 for the labels that anybody asks for.

const results = [
  'accepted',
  'in_doubt',
  'skipped',
  'rejected',
  'unsettled',
  'withdrawn',
  'try_later',
  'waiting',
  'failed',
] as const satisfies readonly AttemptResult[];

/** Every attempt that there may be: message × channel × result. */
export const knownAttempts = messageTypes.flatMap((message) =>
  channels.flatMap((channel) => results.map((result) => ({ message, channel, result }))),
);

/** What may become of a projection. */
export const knownProjections = ['applied', 'already', 'gap'] as const satisfies readonly Parameters<
  RecoveryMetrics['projected']
>[0][];

/** The facts that the dashboard shows and alarms ask for; others have a series once there was one. */
export const watchedFacts = [
  'case_opened',
  'case_closed',
  'resolved',
  'clock_warned',
  'clock_breached',
  'escalated',
  'promise_missed',
  'round_started',
] as const satisfies readonly CaseEvent['type'][];

/** What a sweep may wake. */
export const wokenKinds = ['incident', 'case'] as const;
