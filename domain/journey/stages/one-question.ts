import type { OpenCase } from '../../case/recovery-case.js';
import { declinesSurveys } from '../../contact/stops.js';
import { hasRoom } from '../budget.js';
import { plannedFor } from '../contact-hours.js';
import { first, standing } from '../steps.js';

/**
 * Whether the survey asks besides whether the repair held: there is no room for a message of its own, or both are due by
 * now, after a hold for example. Nobody is asked twice in a row.
 */
export function surveyChecksToo(c: OpenCase, toldAt: number, now: number): boolean {
  if (!hasRoom(c, 'follow_up')) return true;
  if (c.rules < 4 || standing(c, first(c, 'follow_up')).kind !== 'ask') return false;
  const invitation = standing(c, first(c, 'survey'));
  if (invitation.kind !== 'ask') return hasAsked(c);
  return now >= surveyAt(c, toldAt) && !declinesSurveys(c);
}

/** Whether the invitation of this round asks both. */
function hasAsked(c: OpenCase): boolean {
  const { number } = c.round;
  return c.messages.some((m) => m.message === 'survey' && m.round === number && m.covers.includes('follow_up'));
}

/** When it is time for the survey, after the customer was told. */
export function surveyAt(c: OpenCase, toldAt: number): number {
  return plannedFor(c, { at: toldAt + c.protocol.survey.after, since: toldAt });
}
