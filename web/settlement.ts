import type { CaseView } from '../domain/case/case-view.js';
import type { CauseRecord } from '../ports/cause-store.js';
import type { Settlement } from './api/case.js';
import { causeAnswer } from './cause-answer.js';

/** The three things that may be settled about a case, each by another's word. */
export function settlementOf(view: CaseView, cause: CauseRecord | undefined): Settlement {
  const { acceptance, incidents, rootCause } = view;
  const resolved = incidents.filter(({ resolvedAt }) => resolvedAt !== undefined).length;
  return {
    customer: acceptance === undefined ? 'none' : acceptance.settled ? 'settled' : 'not_settled',
    customerAt: acceptance?.at ?? null,
    staff: resolved === 0 ? 'open' : resolved === incidents.length ? 'resolved' : 'partly_resolved',
    cause: rootCause === undefined ? null : causeAnswer(rootCause, cause),
  };
}
