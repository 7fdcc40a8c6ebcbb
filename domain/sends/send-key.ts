import type { Slot } from '../case/case-events.js';
import type { Channel } from '../contact/channels.js';
import type { MessageType } from '../contact/messages.js';

/** The part of a message's name that lives inside its case: `{round}/{message}/{ordinal}/{channel}`. */
export function slotOf(parts: {
  readonly round: number;
  readonly message: MessageType;
  readonly ordinal: number;
  readonly channel: Channel | 'none';
}): Slot {
  return `${parts.round}/${parts.message}/${parts.ordinal}/${parts.channel}`;
}

/** The business key under which a message is sent at most once; it holds nothing personal and no attempt number. */
export function sendKey(tenant: string, caseId: string, slot: Slot): string {
  return `${tenant}/${caseId}/${slot}`;
}

/** The key under which the automatic remedy of a case is granted at most once. */
export function actKey(tenant: string, caseId: string, act: string): string {
  return `${tenant}/${caseId}/act/${act}`;
}
