import { resultOf } from '../domain/journey/result-of-row.js';
import type { SendResult } from '../domain/journey/results.js';
import { sendKey } from '../domain/sends/send-key.js';
import type { SendRow } from '../domain/sends/send-row.js';
import type { WithdrawInput } from './contract.js';
import type { Dependencies } from './dependencies.js';
import { doubtful, settledByEvidence } from './fate.js';

/**
 * Makes sure that a message that is no longer wanted is never sent, or says what became of it.
 *
 * @throws ApplicationFailure `SenderBusy` while a sender may still be at it, `Unproved` while the provider cannot be asked
 *   yet what became of it.
 */
export async function withdraw(deps: Dependencies, input: WithdrawInput): Promise<SendResult> {
  const { tenant, caseId, slot, request, customerId } = input;
  const key = sendKey(tenant, caseId, slot);
  const taken = (): Promise<SendRow> => deps.sends.withdraw(key, request, deps.clock.now());
  const row = await taken();
  const known = resultOf(row);
  // What was skipped will not be sent either: for the case that is a withdrawal.
  if (row.state === 'skipped') return { kind: 'withdrawn' };
  if (known !== undefined) return known;
  const settled = await settledByEvidence(deps, row, customerId === undefined ? {} : { customerId });
  if (settled.state === 'in_doubt') return doubtful(settled);
  return resultOf(settled) ?? resultOf(await taken()) ?? { kind: 'unsettled' };
}
