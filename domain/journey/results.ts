import type { CaseFact, MessageOrder, Verdict } from '../case/case-events.js';
import { tasksOf } from '../case/fold-reaching.js';
import type { CaseIncident } from '../case/incident.js';
import type { OpenCase } from '../case/recovery-case.js';
import { type CorrectionTimes, unheardCorrections } from '../contact/corrections.js';
import type { Channel } from '../contact/channels.js';
import type { FrozenHours } from '../time/frozen-hours.js';
import { unresolved } from './told.js';
import { promisesMet } from './promises-met.js';
import { earnsSecondChance } from './verdict.js';

/** Why a survey or its reminder was skipped: the customer has answered already. */
export const ANSWERED = 'answered';

/** What came of a message; `promiseDueAt` is the time that its text promised. */
export type SendResult =
  | { readonly kind: 'accepted'; readonly promiseDueAt?: number }
  | { readonly kind: 'in_doubt'; readonly promiseDueAt?: number }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly code: string }
  | { readonly kind: 'unsettled' }
  | { readonly kind: 'withdrawn' };

/** A message that has ended, how, and when. */
export interface Ended {
  readonly order: MessageOrder;
  readonly result: SendResult;
  readonly now: number;
}

/** The facts that follow from what came of a message, promises kept and made included. */
export function messageFacts(c: OpenCase, { order, result, now }: Ended): readonly CaseFact[] {
  const { slot } = order;
  const asked = c.messages.find((m) => m.slot === slot);
  // A report that it did not arrive may overtake the word of the sender that it was taken.
  const overtaken = asked !== undefined && (asked.state !== 'requested' || asked.request !== order.request);
  if (overtaken) return [];
  switch (result.kind) {
    case 'accepted':
      return [{ type: 'message_accepted', slot }, ...promisesMet(c, order, now), ...promiseMade(c, order, result)];
    case 'in_doubt':
      // It may have arrived: what it promised binds us, but it keeps nothing.
      return [{ type: 'message_in_doubt', slot }, ...promiseMade(c, order, result)];
    case 'skipped':
      return [{ type: 'message_skipped', slot, reason: result.reason }];
    case 'rejected':
      return [{ type: 'message_rejected', slot, code: result.code }];
    case 'unsettled':
      return [{ type: 'message_unsettled', slot }];
    case 'withdrawn':
      return [{ type: 'message_withdrawn', slot }];
  }
}

/**
 * An incident joins: it has its own clocks; after everything was resolved, or it was decided how the case ends, it starts a
 * round, and the case goes on. A low verdict that has not had its second chance yet makes it that.
 */
export function joinFacts(c: OpenCase, incident: CaseIncident, contact: KnownContact = {}): readonly CaseFact[] {
  const { reachableBy = c.reachableBy, correctedAt = {}, hours } = contact;
  const changed = reachableBy.join() !== c.reachableBy.join();
  const joined: CaseFact = {
    type: 'incident_joined',
    incident,
    ...(changed && { reachableBy }),
    ...(hours !== undefined && { hours }),
  };
  const corrected = unheardCorrections(c, correctedAt);
  const facts =
    corrected.length > 0 ? [joined, { type: 'contact_corrected', reachableBy, corrected } as const] : [joined];
  if (unresolved(c).length > 0) return facts;
  const cause = deservesSecondChance(c) ? 'second_chance' : 'joined';
  return [...facts, { type: 'round_started', round: c.round.number + 1, cause }];
}

/** A low verdict waits for its second chance; whoever decided that the case ends has decided that there is none. */
function deservesSecondChance(c: OpenCase): boolean {
  const { verdict } = c.round;
  const isEnding = c.rules >= 4 && c.ending !== undefined;
  return verdict !== undefined && !isEnding && earnsSecondChance(c, verdict.score);
}

/** What the store knows of the ways to a customer. */
export interface KnownContact {
  readonly reachableBy?: readonly Channel[];
  readonly correctedAt?: CorrectionTimes;
  /** Where their clocks are, if that is not what the case has frozen. */
  readonly hours?: FrozenHours;
}

/** A task is on the list of the team; a person may have been done with it before the case heard of that. */
export function taskFacts(c: OpenCase, task: string): readonly CaseFact[] {
  const waits = tasksOf(c).some((r) => r.task === task && r.state === 'requested');
  return waits ? [{ type: 'task_raised', task }] : [];
}

/** The look into the store before silence is recorded: an answer, or none. */
export function lookFacts(c: OpenCase, round: number, answer: Verdict | undefined): readonly CaseFact[] {
  if (!c.round.looking || c.round.number !== round) return [];
  return [answer === undefined ? { type: 'survey_expired', round } : { type: 'survey_answered', round, ...answer }];
}

function promiseMade(c: OpenCase, order: MessageOrder, told: { readonly promiseDueAt?: number }): readonly CaseFact[] {
  if (order.promise === undefined || told.promiseDueAt === undefined) return [];
  const id = `p${c.promises.length + 1}`;
  return [{ type: 'promise_made', id, about: order.promise.about, dueAt: told.promiseDueAt, slot: order.slot }];
}
