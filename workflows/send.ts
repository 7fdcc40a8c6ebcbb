import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import type { CustomerRun } from '../activities/contract.js';
import type { Activities } from '../activities/create-activities.js';
import type { MessageOrder } from '../domain/case/case-events.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import { messageContext } from '../domain/journey/message-context.js';
import type { SendResult } from '../domain/journey/results.js';
import { FIRST_MINUTE } from '../domain/sends/first-minute.js';
import { queues } from './contract.js';
import { records, sends, timeIsUp } from './retry-policies.js';

const { withdraw } = proxyActivities<Activities>(records);

/** A message to send, with the case that it belongs to. */
export interface Sending {
  readonly run: CustomerRun;
  /** The case as it is now: what is sent after hours of waiting speaks of today. */
  readonly current: () => OpenCase;
  readonly order: MessageOrder;
  readonly shield: CancellationScope;
  /** Hears that the first minute has passed without a result. */
  readonly slow: () => void;
}

/**
 * Sends one message on its channel's queue. Cancelled in between, it takes the message back; a real result wins over
 * that. A time-out says nothing about the message: it ends as `unsettled`, and only the same key may ask again.
 */
export async function send(sending: Sending): Promise<SendResult> {
  const scope = CancellationScope.current();
  const { caseId, protocol } = sending.current();
  const patience = Math.max(FIRST_MINUTE, protocol.worthSending);
  try {
    const soon = await inTime(sending, FIRST_MINUTE);
    if (soon !== undefined) return soon;
    sending.slow();
    return (await inTime(sending, patience)) ?? { kind: 'unsettled' };
  } catch (error) {
    if (!scope.consideredCancelled) throw error;
    const { run, order, shield } = sending;
    const { tenant, customerId } = run;
    const { slot, request } = order;
    return shield.run(() => withdraw({ tenant, customerId, caseId, slot, request }));
  }
}

/** The result, or undefined when none came within `ms`. */
async function inTime(sending: Sending, ms: number): Promise<SendResult | undefined> {
  const { slot: _, ...order } = sending.order;
  const { tenant, customerId } = sending.run;
  const { deliver } = proxyActivities<Activities>({ ...sends, taskQueue: queues[order.channel] });
  const summary = `${order.message} by ${order.channel}, request ${order.request}`;
  try {
    return await deliver.executeWithOptions({ summary, scheduleToCloseTimeout: ms }, [
      { tenant, customerId, ...messageContext(sending.current(), order, Date.now()), order },
    ]);
  } catch (error) {
    if (timeIsUp(error)) return undefined;
    throw error;
  }
}
