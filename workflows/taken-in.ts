import type { CaseFact } from '../domain/case/case-events.js';
import { decide } from '../domain/case/decide.js';
import type { Asked } from '../domain/case/decide.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import type { InboxItem } from './inbox.js';

/** Facts that follow from what came in, and who brought them about. */
export interface TakenIn {
  readonly facts: readonly CaseFact[];
  readonly actor: string;
}

/** What a case makes of what came in. Nobody waits for an answer, so a refusal is a fact, never silence. */
export function takenIn(c: OpenCase, item: InboxItem, now: number): TakenIn {
  const round = c.round.number;
  switch (item.kind) {
    case 'incident':
      return decided(c, { command: { type: 'incident', incidentId: item.incidentId }, round, actor: 'system', now });
    case 'answer': {
      const { caseId, ...verdict } = item.answer;
      // A customer's runs share one workflow id: the answer may belong to an earlier case.
      if (caseId !== c.caseId) return refused({ type: 'answer' }, 'closed', 'customer');
      return decided(c, { command: { type: 'answer', ...verdict }, round: verdict.round, actor: 'customer', now });
    }
    case 'report': {
      const { caseId, actor, ...command } = item.report;
      if (caseId !== c.caseId) return refused(command, 'closed', actor);
      return decided(c, { command, round, actor, now });
    }
    case 'cancel':
      return decided(c, { command: { type: 'abort', cause: 'cancelled_by_operator' }, round, actor: 'operator', now });
    case 'malformed':
      return refused({ type: item.signal }, 'malformed', 'operator');
  }
}

function decided(c: OpenCase, asked: Asked): TakenIn {
  const { actor, command } = asked;
  const decision = decide(c, asked);
  return decision.kind === 'accepted' ? { facts: decision.facts, actor } : refused(command, decision.reason, actor);
}

/** What a customer wrote is named, so that the store knows that the case has heard it. */
function refused(told: { readonly type: string; readonly input?: string }, reason: string, actor: string): TakenIn {
  const { type: command, input } = told;
  return { facts: [{ type: 'command_refused', command, reason, ...(input !== undefined && { input }) }], actor };
}
