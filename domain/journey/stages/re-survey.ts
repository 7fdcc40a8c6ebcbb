import type { OpenCase } from '../../case/recovery-case.js';
import { declinesSurveys } from '../../contact/stops.js';
import { hasRoom } from '../budget.js';
import { plannedFor } from '../contact-hours.js';
import type { Move, Part } from '../move.js';
import { record, wait, waitForEffect } from '../move.js';
import { askOnce, first, standing } from '../steps.js';
import { surveyAt, surveyChecksToo } from './one-question.js';
import { ANSWERED } from '../results.js';
import { allToldAt } from '../told.js';
import { earnsSecondChance } from '../verdict.js';

/** How well was it put right? One invitation, one reminder, then silence is an answer of its own. */
export const reSurvey: Part = (c, now) => {
  const toldAt = allToldAt(c);
  if (toldAt === undefined) return undefined;
  if (c.round.verdict !== undefined) return secondChance(c, c.round.verdict.score);
  if (c.round.expiredAt !== undefined) return undefined;
  if (answerIsStored(c)) return lookForAnswer(c, now);
  const invitation = standing(c, first(c, 'survey'));
  if (invitation.kind === 'over') return invitation.told ? awaitAnswer(c, invitation.at, now) : undefined;
  if (declinesSurveys(c)) return undefined;
  const at = surveyAt(c, toldAt);
  if (now < at) return wait(at, 'the time to ask how well it was put right', 'time');
  const covers = surveyChecksToo(c, toldAt, now) ? (['follow_up'] as const) : [];
  return askOnce(c, { message: 'survey', incidents: named(c), covers }, now);
};

/** When it is time for the reminder, after the invitation. */
export function reminderAt(c: OpenCase, invitedAt: number): number {
  return plannedFor(c, { at: invitedAt + c.protocol.survey.reminderAfter, since: invitedAt });
}

/** A low verdict opens one second chance with more authority; a second one goes to a person. */
function secondChance(c: OpenCase, score: number): Move | undefined {
  if (!earnsSecondChance(c, score)) return undefined;
  return record({ type: 'round_started', round: c.round.number + 1, cause: 'second_chance' });
}

function awaitAnswer(c: OpenCase, invitedAt: number, now: number): Move | undefined {
  const expiresAt = invitedAt + c.protocol.survey.expiresAfter;
  if (now >= expiresAt) return lookForAnswer(c, expiresAt);
  const reminder = remind(c, reminderAt(c, invitedAt), now);
  const tooLate = reminder?.kind === 'wait' && reminder.until >= expiresAt;
  return reminder === undefined || tooLate ? wait(expiresAt, 'an answer to the survey', 'customer') : reminder;
}

function remind(c: OpenCase, at: number, now: number): Move | undefined {
  if (declinesSurveys(c) || !hasRoom(c, 'survey_reminder') || standing(c, first(c, 'survey_reminder')).kind === 'over')
    return undefined;
  if (now < at) return wait(at, 'an answer to the survey, or the time to remind', 'customer');
  return askOnce(c, { message: 'survey_reminder', incidents: named(c) }, now);
}

/** A sender found that the customer has answered; the signal that should have said so has not come. */
function answerIsStored(c: OpenCase): boolean {
  return c.messages.some((m) => m.round === c.round.number && m.state === 'skipped' && m.code === ANSWERED);
}

/** An answer may be stored whose signal has not come: silence is recorded only after a look into the store. */
function lookForAnswer(c: OpenCase, since: number): Move {
  if (c.round.looking) return waitForEffect(since + c.protocol.worthSending, 'a look for an unread answer');
  return record({ type: 'answers_looked_for', round: c.round.number });
}

function named(c: OpenCase): readonly string[] {
  return c.incidents.filter((i) => !i.moot).map((i) => i.id);
}
