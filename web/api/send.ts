import { z } from 'zod';
import type { StageName } from '../../domain/case/case-view.js';
import type { Channel } from '../../domain/contact/channels.js';
import type { MessageType } from '../../domain/contact/messages.js';
import { partsOf } from '../../domain/sends/send-key.js';
import { handVerdicts, sendStates, type SendCopy, type SendRow, type SendState } from '../../domain/sends/send-row.js';
import type { MessageText } from './message-text.js';
import { type ListPage, pageOptions } from './page.js';
import type { TaskItem } from './task.js';
import { saying } from './texts.js';

/** `GET /v1/sends`: messages in one state, the last claimed first. */
export const sendListQuery = z.strictObject({ state: z.enum(sendStates).default('in_doubt'), ...pageOptions });

/** `/v1/sends/:key`, URL-encoded. */
export const sendParams = z.strictObject({
  key: z.string().refine(isSendKey, 'This has to be the key of a message, as lists show it.'),
});

/**
 * `POST /v1/sends/:key/settlement`. The verdict is about the attempt of this `generation`, as `record` has it; the first
 * unless another is named. The reason is for colleagues: it is kept, and never sent to a customer or to Temporal.
 */
export const settlementBody = z.strictObject({
  verdict: z.enum(handVerdicts),
  generation: z.int().min(1).default(1),
  reason: saying(2_000),
});

/** One message of a list; instants are epoch milliseconds. */
export interface SendItem {
  readonly key: string;
  readonly caseId: string;
  readonly message: MessageType;
  readonly channel: Channel;
  readonly state: SendState;
  /** When this state was reached, or the message was claimed. */
  readonly at: number;
  /** Why it was rejected, skipped or failed, or is in doubt. */
  readonly code?: string;
}

/** One page of messages. */
export type SendList = ListPage<SendItem>;

/** What a colleague needs to know of a message, a sentence or two each. */
export interface SendWords {
  readonly happened: string;
  readonly known: string;
  readonly ifTheCustomerRings: string;
  readonly next: string;
}

/** What the ledger knows of a message besides its state; addresses are not among it. */
export type SendRecord = Omit<SendRow, 'key' | 'state' | 'code' | 'addressHash' | 'earlier'> & {
  /** What it was to addresses of before, the last one last. */
  readonly earlier?: readonly Omit<SendCopy, 'addressHash'>[];
};

/** Answer to `GET /v1/sends/:key`, and to a settlement. */
export interface SendAnswer extends SendItem {
  readonly words: SendWords;
  readonly record: SendRecord;
  /** What it says, rendered again with links and codes masked; null where its case does not know of it. */
  readonly text: MessageText | null;
  /** Null as long as nothing of the case was written down. */
  readonly case: { readonly customerId: string; readonly stage: StageName } | null;
  /** The task to settle its present attempt; null where nobody was asked. */
  readonly task: TaskItem | null;
  /** The tasks to settle attempts before that, the first first. Where an attempt came to a certain end, nobody was asked. */
  readonly attempts: readonly TaskItem[];
}

function isSendKey(text: string): boolean {
  try {
    return partsOf(text).slot.length > 0;
  } catch {
    return false;
  }
}
