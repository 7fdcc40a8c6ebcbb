import { createHmac } from 'node:crypto';
import type { Channel } from '../../domain/contact/channels.js';

/** Keyed hashes (HMAC-SHA-256) that name messages and addresses, and tell nothing about customers. */
export interface Marks {
  /** Names what goes to one address (its hash) under a send key, at providers and receivers: 43 characters of base64url. */
  readonly markOf: (key: string, addressHash: string) => string;
  /** Names an address: hexadecimal, the same for everybody who shares it. */
  readonly hashAddress: (channel: Channel, address: string) => string;
}

/** An address as everybody writes it who means the same mailbox: the domain of a mail address knows no capitals. */
function sameFor(channel: Channel, address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return channel === 'email' ? address.slice(0, at) + address.slice(at).toLowerCase() : address;
}

/** Marks under one secret of at least 32 bytes; every process that makes or reads them has the same. */
export function createMarks(keySecret: string): Marks {
  // The purpose is hashed too, so that a mark made for one purpose never stands for another.
  const hash = (text: string) => createHmac('sha256', keySecret).update(text);
  return {
    markOf: (key, addressHash) => hash(`copy:${key}:${addressHash}`).digest('base64url'),
    hashAddress: (channel, address) => hash(`${channel}:${sameFor(channel, address)}`).digest('hex'),
  };
}
