import type { CaseItem } from '../../web/api/case.js';

type View = CaseItem['view'];

/** The stages that a list can be narrowed to. */
export const stages = [
  'acknowledge',
  'apologize',
  'resolve',
  'follow_up',
  're_survey',
  'close_loop',
  'closed',
] as const satisfies readonly View['stage'][];
