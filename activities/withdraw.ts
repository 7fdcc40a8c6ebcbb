import type { SendResult } from '../domain/journey/results.js';
import { sendKey } from '../domain/sends/send-key.js';
import { abandoned } from '../domain/sends/send-row.js';
import type { WithdrawInput } from './contract.js';
import type { Dependencies } from './dependencies.js';
import { resultOf, senderBusy } from './failures.js';

/**
 * Makes sure that a message that is no longer wanted is never sent, or says what became of it.
 *
 * @throws ApplicationFailure `SenderBusy` while a sender may still be at it.
 */
export async function withdraw(deps: Dependencies, input: WithdrawInput): Promise<SendResult> {
  const { tenant, caseId, slot, request } = input;
  const now = deps.clock.now();
  const row = await deps.sends.withdraw(sendKey(tenant, caseId, slot), request, now);
  // What was skipped will not be sent either: for the case that is a withdrawal.
  if (row.state === 'skipped') return { kind: 'withdrawn' };
  const known = resultOf(row);
  if (known !== undefined) return known;
  if (!abandoned(row, now)) throw senderBusy(row.deadlineAt - now);
  await deps.sends.settle(row.key, row.generation, { state: 'in_doubt', code: 'claim_abandoned', at: now });
  return { kind: 'in_doubt', ...(row.promiseDueAt !== undefined && { promiseDueAt: row.promiseDueAt }) };
}
