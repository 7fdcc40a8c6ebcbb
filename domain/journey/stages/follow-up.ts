import type { OpenCase } from '../../case/recovery-case.js';
import { plannedFor } from '../contact-hours.js';
import type { Part } from '../move.js';
import { wait } from '../move.js';
import { surveyPromise } from '../promise-terms.js';
import { askOnce } from '../steps.js';
import { allToldAt } from '../told.js';
import { surveyChecksToo } from './one-question.js';

/** Some days later: did it hold? Without room for it, or once the survey is due as well, the survey asks that too. */
export const followUp: Part = (c, now) => {
  const toldAt = allToldAt(c);
  if (toldAt === undefined || c.round.verdict !== undefined || surveyChecksToo(c, toldAt, now)) return undefined;
  const at = followUpAt(c, toldAt);
  if (now < at) return wait(at, 'the time to ask whether the repair held', 'time');
  const promise = surveyPromise(c, toldAt + c.protocol.survey.after);
  return askOnce(
    c,
    { message: 'follow_up', incidents: c.incidents.filter((i) => !i.moot).map((i) => i.id), promise },
    now,
  );
};

/** When it is time to ask, after the customer was told. */
export function followUpAt(c: OpenCase, toldAt: number): number {
  return plannedFor(c, { at: toldAt + c.protocol.followUpAfter, since: toldAt });
}
