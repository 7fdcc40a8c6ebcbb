import type { CaseEvent, CaseEventType } from './case-events.js';
import { wordsOf } from './fact-words.js';

/** What last went wrong between us and the customer. */
export interface BreakPoint {
  readonly at: number;
  readonly type: CaseEventType;
  /** In words that a colleague reads. */
  readonly what: string;
}

/** Facts that the customer has felt, or will, as one more failure of ours. */
const breaks: readonly CaseEventType[] = [
  'clock_breached',
  'promise_missed',
  'message_undelivered',
  'message_rejected',
  'message_in_doubt',
  'act_failed',
  'not_settled',
  'task_lapsed',
];

/** The last thing that failed in a case by its facts; a survey counts below this score, 1 to 5. Undefined while nothing has. */
export function breakPoint(journal: readonly CaseEvent[], target: number): BreakPoint | undefined {
  const last = journal.findLast((event) => breaks.includes(event.type) || isLow(event, target));
  return last && { at: last.at, type: last.type, what: wordsOf(last) };
}

function isLow(event: CaseEvent, target: number): boolean {
  return event.type === 'survey_answered' && event.score < target;
}
