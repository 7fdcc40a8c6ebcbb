import type { MessageView } from '../domain/case/case-view.js';
import { foldKnown } from '../domain/case/evolve.js';
import { wordsOf } from '../domain/case/fact-words.js';
import { summaryOf } from '../domain/case/summary.js';
import { detailsOf } from '../domain/journey/details-of.js';
import { todoOf } from '../domain/journey/todo.js';
import { sendKey } from '../domain/sends/send-key.js';
import type { SendRow } from '../domain/sends/send-row.js';
import type { StoredCase } from '../ports/case-store.js';
import type { CaseAnswer, CaseItem, CaseMessage } from './api/case.js';

/** A case as lists show it. */
export function itemOf({ caseId, customerId, seq, view }: CaseItem): CaseItem {
  return { caseId, customerId, seq, view };
}

/** A case as one reads it who opens it, without notes. */
export function caseAnswer(stored: StoredCase, sends: readonly SendRow[], now: number): CaseAnswer {
  const { tenant, caseId, journal, view } = stored;
  const c = foldKnown(journal);
  const { messages, ...details } = detailsOf(c);
  const rowOf = ({ slot }: MessageView): SendRow | undefined =>
    sends.find(({ key }) => key === sendKey(tenant, caseId, slot));
  return {
    ...itemOf(stored),
    summary: summaryOf(view, { ...details, messages }),
    todo: (c.phase === 'new' ? undefined : todoOf(c, view, now)) ?? null,
    details: { ...details, messages: messages.map((message) => withLedger(message, rowOf(message))) },
    journal,
    timeline: journal.map((event) => ({ at: event.at, actor: event.actor, what: wordsOf(event) })),
  };
}

function withLedger(message: MessageView, row: SendRow | undefined): CaseMessage {
  if (row === undefined) return message;
  const { state, code, locale } = row;
  const told = { ...(code !== undefined && { code }), ...(locale !== undefined && { locale }) };
  return { ...message, ledger: { state, ...told } };
}
