import type { StageName } from '../../case/case-view.js';
import type { Part } from '../move.js';
import { acknowledge } from './acknowledge.js';
import { apologize } from './apologize.js';
import { closeLoop } from './close-loop.js';
import { followUp } from './follow-up.js';
import { reSurvey } from './re-survey.js';
import { resolve } from './resolve.js';

/** One stage of the journey: its next move, or undefined when it is over. */
export interface Stage {
  readonly name: Exclude<StageName, 'closed'>;
  readonly next: Part;
}

/** The journey, in the order a customer lives it. */
export const stages: readonly Stage[] = [
  { name: 'acknowledge', next: acknowledge },
  { name: 'apologize', next: apologize },
  { name: 'resolve', next: resolve },
  { name: 'follow_up', next: followUp },
  { name: 're_survey', next: reSurvey },
  { name: 'close_loop', next: closeLoop },
];
