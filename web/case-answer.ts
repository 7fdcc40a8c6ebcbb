import type { MessageView } from '../domain/case/case-view.js';
import { foldKnown } from '../domain/case/evolve.js';
import { timelineOf } from '../domain/case/fact-words.js';
import { summaryOf } from '../domain/case/summary.js';
import { detailsOf } from '../domain/journey/details-of.js';
import { todoOf } from '../domain/journey/todo.js';
import { sendKey } from '../domain/sends/send-key.js';
import type { SendRow } from '../domain/sends/send-row.js';
import type { Task } from '../domain/tasks/task.js';
import type { CauseRecord } from '../ports/cause-store.js';
import type { StoredCase } from '../ports/case-store.js';
import type { CaseAnswer, CaseItem, CaseMessage } from './api/case.js';
import { settlementOf } from './settlement.js';
import { taskItem } from './task-item.js';

/** What is known of a case besides its journal. */
export interface Around {
  readonly sends: readonly SendRow[];
  /** The open ones. */
  readonly tasks: readonly Task[];
  /** What is known of its root cause. */
  readonly cause?: CauseRecord;
  readonly now: number;
}

/** A case as lists show it. */
export function itemOf({ caseId, customerId, seq, view }: CaseItem): CaseItem {
  return { caseId, customerId, seq, view };
}

/** A case as one reads it who opens it, without notes. */
export function caseAnswer(stored: StoredCase, { sends, tasks, cause, now }: Around): CaseAnswer {
  const { tenant, caseId, journal, view } = stored;
  const c = foldKnown(journal);
  const { messages, ...details } = detailsOf(c);
  const withLedger = (message: MessageView): CaseMessage => {
    const key = sendKey(tenant, caseId, message.slot);
    return { ...message, key, ...ledgerOf(sends.find((row) => row.key === key)) };
  };
  return {
    ...itemOf(stored),
    summary: summaryOf(view, { ...details, messages }),
    settlement: settlementOf(view, cause),
    todo: (c.phase === 'new' ? undefined : todoOf(c, view, now)) ?? null,
    tasks: tasks.map(taskItem),
    details: { ...details, messages: messages.map(withLedger) },
    journal,
    timeline: timelineOf(journal),
  };
}

function ledgerOf(row: SendRow | undefined): Pick<CaseMessage, 'ledger'> {
  if (row === undefined) return {};
  const { state, code, locale, localeAsked } = row;
  const text = { ...(locale !== undefined && { locale }), ...(localeAsked !== undefined && { localeAsked }) };
  return { ledger: { state, ...(code !== undefined && { code }), ...text } };
}
