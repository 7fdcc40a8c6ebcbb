import type { OpenCase } from '../../case/recovery-case.js';
import type { MessageType } from '../../contact/messages.js';
import { declinesSurveys } from '../../contact/stops.js';
import { durationWords } from '../../duration-words.js';
import { hasRoom } from '../budget.js';
import { leavesAt } from '../contact-hours.js';
import { nextCallToDecideAt, nextRungAt } from '../due.js';
import { awaitedFrom, heldUntil, isHeld, speakable } from '../proactive.js';
import { decideBy, endOf } from '../stages/close-loop.js';
import { followUpAt } from '../stages/follow-up.js';
import { surveyAt, surveyChecksToo } from '../stages/one-question.js';
import { reminderAt } from '../stages/re-survey.js';
import { first, liveChannels, standing } from '../steps.js';
import { allToldAt, unresolved } from '../told.js';
import { remedyPending } from '../watchers/grant-remedy.js';
import { awaitedReach } from '../watchers/reach-by-hand.js';
import { movedBy } from './explain-hours.js';
import type { ExplainedTime, TimeStep } from './explained.js';

/** What the case is going to do when time alone passes, and why then; nothing once it is decided how it ends. */
export function explainPlan(c: OpenCase, now: number): readonly ExplainedTime[] {
  if (c.phase === 'closed' || c.ending !== undefined) return [];
  const plans = [
    callToDecide(c),
    remedy(c, now),
    proactive(c, now),
    apology(c, now),
    endOfHold(c),
    endOfReach(c, now),
    nextCall(c),
    followUp(c, now),
    ...survey(c),
    decision(c, now),
  ];
  return plans.filter((plan) => plan !== undefined);
}

function remedy(c: OpenCase, now: number): ExplainedTime | undefined {
  if (!remedyPending(c) || speakable(c, now).length === 0) return undefined;
  const opening = { at: c.openedAt, why: 'the case was opened' };
  const plan = later('acknowledgement, even if the remedy is not there yet', opening, c.protocol.remedyWithin);
  return byDay(c, plan, 'acknowledgement');
}

/** What we found ourselves is told with its solution, or at the end of its time without. */
function proactive(c: OpenCase, now: number): ExplainedTime | undefined {
  const held = unresolved(c).find((i) => isHeld(c, i, now) && awaitedFrom(c, i) === heldUntil(c, now));
  if (held === undefined) return undefined;
  const found = { at: held.reportedAt, why: `${held.id} was found by ourselves, and the customer has not complained` };
  const what = `first word about ${held.id}, even if it is not resolved by then`;
  return byDay(c, later(what, found, awaitedFrom(c, held) - held.reportedAt), 'acknowledgement');
}

function apology(c: OpenCase, now: number): ExplainedTime | undefined {
  const open = speakable(c, now);
  const opener = open.find((i) => i.operational !== true) ?? open[0];
  if (opener === undefined || c.owner !== undefined || standing(c, first(c, 'apology')).kind !== 'ask')
    return undefined;
  if (!hasRoom(c, 'apology')) return undefined;
  const from = {
    at: awaitedFrom(c, opener),
    why: `${opener.id} was ${opener.operational === true ? 'told' : 'reported'}`,
  };
  const plan = later('apology without a signature, if nobody takes the case', from, c.protocol.apologyWaits);
  return byDay(c, plan, 'apology');
}

function endOfHold(c: OpenCase): ExplainedTime | undefined {
  if (c.hold === undefined) return undefined;
  const { until, reason } = c.hold;
  return {
    what: 'end of the hold',
    dueAt: until,
    state: 'planned',
    steps: [{ at: until, why: `held: ${reason}` }],
    notes: [],
  };
}

function endOfReach(c: OpenCase, now: number): ExplainedTime | undefined {
  const open = awaitedReach(c, now);
  if (open === undefined) return undefined;
  const asked = { at: open.requestedAt, why: 'a person was asked to reach the customer by other means' };
  return later('the case no longer waits for that person before it ends', asked, c.protocol.decideWithin);
}

function nextCall(c: OpenCase): ExplainedTime | undefined {
  const at = nextRungAt(c);
  if (at === undefined || c.escalatedAt === undefined) return undefined;
  const called = { at: c.escalatedAt, why: `${c.escalatedTo ?? 'somebody'} was called` };
  return later('next call up the ladder, while a clock is overdue', called, at - c.escalatedAt);
}

function followUp(c: OpenCase, now: number): ExplainedTime | undefined {
  const toldAt = allToldAt(c);
  if (toldAt === undefined || c.round.verdict !== undefined || surveyChecksToo(c, toldAt, now)) return undefined;
  const plan = moved(c, later('follow-up', told(toldAt), c.protocol.followUpAfter), followUpAt(c, toldAt));
  return standing(c, first(c, 'follow_up')).kind === 'over' && plan.dueAt <= now ? undefined : plan;
}

function survey(c: OpenCase): readonly ExplainedTime[] {
  const toldAt = allToldAt(c);
  const { round, protocol } = c;
  if (toldAt === undefined || round.verdict !== undefined || round.expiredAt !== undefined) return [];
  const invitation = standing(c, first(c, 'survey'));
  if (invitation.kind !== 'over') {
    const planned = later('survey', told(toldAt), protocol.survey.after);
    return declinesSurveys(c) ? [] : [moved(c, planned, surveyAt(c, toldAt))];
  }
  if (!invitation.told) return [];
  const { reminderAfter, expiresAfter } = protocol.survey;
  const invited = { at: invitation.at, why: 'the survey was sent' };
  const isOver = standing(c, first(c, 'survey_reminder')).kind === 'over';
  const reminded = isOver || !hasRoom(c, 'survey_reminder') || declinesSurveys(c);
  return [
    ...(reminded ? [] : [moved(c, later('reminder of the survey', invited, reminderAfter), reminderAt(c, invited.at))]),
    later('end of the survey; silence is an answer of its own', invited, expiresAfter),
  ];
}

function callToDecide(c: OpenCase): ExplainedTime | undefined {
  const at = nextCallToDecideAt(c);
  const low = secondVerdict(c);
  if (at === undefined || low === undefined) return undefined;
  return later('call to decide how it ends', low, at - low.at);
}

function decision(c: OpenCase, now: number): ExplainedTime | undefined {
  const low = secondVerdict(c);
  if (low === undefined || endOf(c, now) !== undefined) return undefined;
  return later('closed as not recovered, unless a person decides', low, decideBy(c) - low.at);
}

function secondVerdict({ round: { verdict } }: OpenCase): TimeStep | undefined {
  return verdict && { at: verdict.at, why: `the customer answered ${verdict.score} after a second try` };
}

function told(at: number): TimeStep {
  return { at, why: 'the customer was told the solution' };
}

function later(what: string, from: TimeStep, after: number): ExplainedTime {
  const dueAt = from.at + after;
  return {
    what,
    dueAt,
    state: 'planned',
    steps: [from, { at: dueAt, why: `${durationWords(after)} later` }],
    notes: [],
  };
}

/** The same plan of a message that leaves as soon as it may: where that falls into closed hours, it waits for the next ones. */
function byDay(c: OpenCase, plan: ExplainedTime, message: MessageType): ExplainedTime {
  const step = { ...first(c, message), incidents: c.incidents.map(({ id }) => id) };
  const opens = liveChannels(c).map((channel) => leavesAt(c, { ...step, channel }, plan.dueAt));
  return opens.length === 0 ? plan : moved(c, plan, Math.min(...opens));
}

/** The same plan where the hours of contact have moved it. */
function moved(c: OpenCase, plan: ExplainedTime, at: number): ExplainedTime {
  return { ...plan, dueAt: at, steps: [...plan.steps, ...movedBy(c, plan.dueAt, at)] };
}
