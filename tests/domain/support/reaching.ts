import type { CaseInput } from '../../../domain/case/commands.js';
import { type Journey, opened } from './journey.js';

/** The case goes on under rules 3: since then a person is asked to reach whom no channel reaches. */
export function adopted(j: Journey = opened()): Journey {
  return j.and({ type: 'rules_adopted', version: 3 });
}

/** Under those rules, with every channel closed. */
export function unreachable(j: Journey = opened()): Journey {
  return adopted(j)
    .step()
    .hears({ kind: 'rejected', code: 'mailbox_refused' })
    .step()
    .hears({ kind: 'rejected', code: 'unreachable_number' });
}

/** The task to reach that customer is on the list. */
export const raised = unreachable().step().and({ type: 'task_raised', task: 'reach-inc-1-1' });

/** A person ends the n-th task to reach the customer. */
export function reach(outcome: 'reached' | 'not_reached', ordinal = 1): CaseInput {
  return { type: 'task_done', task: `reach-inc-1-${ordinal}`, outcome };
}
