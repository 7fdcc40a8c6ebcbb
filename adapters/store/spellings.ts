import type { Channel } from '../../domain/contact/channels.js';

/** How an address may stand in the store: the domain of a mail address knows no capitals, and senders write it as they like. */
export function spellings(channel: Channel, address: string): readonly string[] {
  if (channel !== 'email') return [address];
  const at = address.lastIndexOf('@') + 1;
  return [address, address.slice(0, at) + address.slice(at).toLowerCase()];
}
