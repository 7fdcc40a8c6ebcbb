import type { CauseRecord } from '../ports/cause-store.js';
import type { CauseAnswer } from './api/cause.js';

/** How a root cause stands, as screens show it. */
export function causeAnswer(cause: string, record: CauseRecord | undefined): CauseAnswer {
  const { state = 'open', at = null, actor = null, note = null } = record ?? {};
  return { cause, state, fixedAt: state === 'fixed' ? at : null, actor, note };
}
