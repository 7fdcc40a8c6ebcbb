import type { OpenCase } from '../../case/recovery-case.js';
import { explainAnswers } from './explain-answers.js';
import { explainClocks } from './explain-clocks.js';
import { explainPostponed } from './explain-hours.js';
import { explainPlan } from './explain-plan.js';
import { explainPromises } from './explain-promises.js';
import type { ExplainedTime } from './explained.js';

/** Each due time of a case with the steps that led to it: clocks, promises, and what is planned. Pure. */
export function explain(c: OpenCase, now: number): readonly ExplainedTime[] {
  return [
    ...explainClocks(c),
    ...explainPromises(c),
    ...explainAnswers(c),
    ...explainPostponed(c, now),
    ...explainPlan(c, now),
  ];
}
