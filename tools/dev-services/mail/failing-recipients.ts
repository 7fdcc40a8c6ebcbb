import type { SmtpFault } from './smtp-server.js';

/** What recipients meet, by how their local part begins; docs/operations.md says it to people. */
const faults: ReadonlyMap<string, SmtpFault> = new Map<string, SmtpFault>([
  ['lost', 'drop_first_copy'],
  ['nobody', 'no_such_mailbox'],
  ['full', 'mailbox_full'],
  ['relay', 'relaying_denied'],
]);

/** Domains that nobody can own (RFC 2606), and the word before the first hyphen of the local part. */
const address = /^([a-z]+)-[^@]*@(?:[^@]+\.)?example$/i;

/** The fault of a recipient who always meets one, such as `lost-ada@customers.example`. */
export function faultOfRecipient(recipient: string): SmtpFault | undefined {
  const [, word = ''] = address.exec(recipient) ?? [];
  return faults.get(word.toLowerCase());
}
