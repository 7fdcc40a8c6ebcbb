import { actKey } from '../domain/sends/send-key.js';
import type { FrozenProtocol } from '../domain/protocol/protocol.js';
import type { SendResult } from '../domain/journey/results.js';
import type { Applied } from '../ports/case-store.js';
import type {
  DeliverInput,
  GrantInput,
  GrantResult,
  JoinCaseInput,
  JoinResult,
  LookInput,
  LookResult,
  OpenCaseInput,
  OpenResult,
  ProjectInput,
  ProtocolInput,
  RaiseTaskInput,
  WithdrawInput,
} from './contract.js';
import { deliver } from './deliver.js';
import type { Dependencies } from './dependencies.js';
import { remedyUnknown } from './failures.js';
import { joinCase, openCase, protocolOf } from './open-case.js';
import { projectCase } from './project-case.js';
import { GOODWILL_SPENT, takeGoodwill } from './quotas.js';
import { raiseTask } from './raise-task.js';
import { withdraw } from './withdraw.js';

/** What the recovery workflow asks of the world; each repeat under the same ids and keys is harmless. */
export interface Activities {
  /** Opens or restores a case, or refuses the incident. */
  openCase(input: OpenCaseInput): Promise<OpenResult>;
  /** Lets an incident join an open case, or refuses it. */
  joinCase(input: JoinCaseInput): Promise<JoinResult>;
  /** Sends one message at most once. */
  deliver(input: DeliverInput): Promise<SendResult>;
  /** Takes a message back that is no longer wanted. */
  withdraw(input: WithdrawInput): Promise<SendResult>;
  /** Grants the automatic remedy of a case once. */
  grantRemedy(input: GrantInput): Promise<GrantResult>;
  /** The numbers of a category's protocol, as the programme that a case froze has them. */
  protocolOf(input: ProtocolInput): Promise<FrozenProtocol>;
  /** Asks a person to reach the customer by other means. */
  raiseTask(input: RaiseTaskInput): Promise<void>;
  /** Looks for an answer whose signal has not come. */
  lookForAnswer(input: LookInput): Promise<LookResult>;
  /** Brings facts and view into the read model. */
  projectCase(input: ProjectInput): Promise<Applied>;
}

/** The activities over their dependencies. */
export function createActivities(deps: Dependencies): Activities {
  return {
    openCase: (input) => openCase(deps, input),
    joinCase: (input) => joinCase(deps, input),
    deliver: (input) => deliver(deps, input),
    withdraw: (input) => withdraw(deps, input),
    grantRemedy: (input) => grantRemedy(deps, input),
    protocolOf: (input) => protocolOf(deps, input),
    raiseTask: (input) => raiseTask(deps, input),
    lookForAnswer: (input) => lookForAnswer(deps, input),
    projectCase: (input) => projectCase(deps, input),
  };
}

async function grantRemedy(deps: Dependencies, input: GrantInput): Promise<GrantResult> {
  const { tenant, caseId, amount } = input;
  const key = actKey(tenant, caseId, 'voucher');
  if (!(await takeGoodwill(deps, key, input))) return { kind: 'failed', code: GOODWILL_SPENT };
  const result = await deps.vouchers.fulfil(key, { tenant, caseId, amount, at: deps.clock.now() });
  if (result === 'unknown') throw remedyUnknown();
  return result === 'done' ? { kind: 'done' } : { kind: 'failed', code: 'refused' };
}

async function lookForAnswer(deps: Dependencies, ref: LookInput): Promise<LookResult> {
  const { answer } = (await deps.surveys.ofRound(ref)) ?? {};
  if (answer === undefined) return {};
  const { score, heard, repeated } = answer;
  return { answer: { score, ...(heard !== undefined && { heard }), ...(repeated !== undefined && { repeated }) } };
}
