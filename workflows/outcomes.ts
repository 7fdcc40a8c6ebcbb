import type { CaseFact } from '../domain/case/case-events.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import { recategorisedFacts } from '../domain/journey/recategorise.js';
import { joinFacts, lookFacts, messageFacts, taskFacts } from '../domain/journey/results.js';
import type { EffectResult } from './effects.js';

/** The facts that follow from what came of an effect, in the state of the case at `now`. */
export function factsOf(c: OpenCase, ended: Exclude<EffectResult, { kind: 'open' }>, now: number): readonly CaseFact[] {
  switch (ended.kind) {
    case 'join': {
      const { incidentId, result } = ended;
      if (result.kind === 'joined') return joinFacts(c, result.incident, result);
      return [{ type: 'incident_refused', incidentId, reason: result.reason }];
    }
    case 'send':
      return messageFacts(c, { order: ended.order, result: ended.result, now });
    case 'act': {
      const { result } = ended;
      if (result.kind === 'failed') return [{ type: 'act_failed', act: 'voucher', code: result.code }];
      return [{ type: result.kind === 'done' ? 'act_done' : 'act_unsettled', act: 'voucher' }];
    }
    case 'recategorise':
      return recategorisedFacts(c, ended.category, ended.result);
    case 'task':
      return taskFacts(c, ended.task);
    case 'look':
      return lookFacts(c, ended.round, ended.result.answer);
  }
}
