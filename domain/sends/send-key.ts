import type { Slot } from '../case/case-events.js';
import { channels, type Channel } from '../contact/channels.js';
import { messageTypes, type MessageType } from '../contact/messages.js';

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

/** What a send key says of its message. */
export interface KeyParts {
  readonly tenant: string;
  readonly caseId: string;
  readonly slot: Slot;
  readonly message: MessageType;
  readonly channel: Channel;
}

/** Takes a send key apart. Throws when the text is none. */
export function partsOf(key: string): KeyParts {
  const [tenant, caseId, round, message, ordinal, channel, ...rest] = key.split('/');
  const known = channels.find((one) => one === channel);
  const type = messageTypes.find((one) => one === message);
  if (tenant === undefined || caseId === undefined || type === undefined || known === undefined || rest.length > 0) {
    throw new Error('this is no send key: {tenant}/{caseId}/{round}/{message}/{ordinal}/{channel}');
  }
  return { tenant, caseId, slot: `${round}/${message}/${ordinal}/${channel}`, message: type, channel: known };
}

/** The slot that a send key ends with, also of a message or channel that only a later version knows. */
export function slotIn(key: string): Slot {
  return key.split('/').slice(2).join('/');
}

/** The key under which the automatic remedy of a case is granted at most once. */
export function actKey(tenant: string, caseId: string, act: string): string {
  return `${tenant}/${caseId}/act/${act}`;
}
