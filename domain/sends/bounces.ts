import type { FailureCode } from '../failure-codes.js';

/** A mail that came back, or was given up; a soft one says nothing about the address. */
export interface Bounce {
  readonly kind: 'hard' | 'soft';
  /** Enhanced status code (RFC 3463), such as 5.1.1, where the provider gives one. */
  readonly status?: string | undefined;
}

/** What the last two numbers of an enhanced status say, whether it is permanent or not; the first row that fits counts. */
const table: readonly (readonly [subject: RegExp, code: FailureCode])[] = [
  // About our own address, not about the recipient's.
  [/^1\.[78]$/, 'refused_by_provider'],
  [/^1\./, 'bad_address'],
  [/^2\.2$/, 'mailbox_full'],
  [/^2\./, 'mailbox_refused'],
  // The system, the way there, the protocol and the content: the mailbox may be a good one.
  [/^[3-6]\./, 'not_delivered'],
  [/^7\./, 'refused_by_provider'],
];

/** What an enhanced status says of a mail; undefined where it says nothing in particular, such as 5.0.0. */
export function codeOfStatus(status: string): FailureCode | undefined {
  const subject = status.slice(status.indexOf('.') + 1);
  return table.find(([form]) => form.test(subject))?.[1];
}

/** Why a mail did not arrive, in our words; only a hard bounce may be about the address, and so close it. */
export function codeOfBounce({ kind, status = '' }: Bounce): FailureCode {
  const code = codeOfStatus(status);
  if (kind === 'hard') return code ?? 'mailbox_refused';
  return code === 'mailbox_full' || code === 'refused_by_provider' ? code : 'not_delivered';
}
