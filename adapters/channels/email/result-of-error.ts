import { codeOfStatus } from '../../../domain/sends/bounces.js';
import type { DeliveryResult } from '../../../ports/message-channel.js';
import { saysNoMailbox } from './mailbox-words.js';

/** What nodemailer tells about a mail that it did not get an acceptance for. */
export interface MailError {
  readonly code?: string;
  /** The code of a system error, such as ECONNREFUSED, beneath nodemailer's own. */
  readonly originalCode?: string;
  /** The server's reply, where there is one. */
  readonly responseCode?: number;
  /** That reply whole: its code, where the server gives one an enhanced status (RFC 3463), and words. */
  readonly response?: string;
  /** The command that was answered. */
  readonly command?: string;
}

const certainly = (permanent: boolean, code: Rejected['code']): DeliveryResult => ({
  kind: 'rejected',
  permanent,
  code,
});

type Rejected = Extract<DeliveryResult, { kind: 'rejected' }>;

/** The enhanced status (RFC 3463) with which a reply begins. */
const enhanced = /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})/;

/**
 * What is certain about a mail that failed; `released` says whether its end went out. A drop before the content and a
 * drop after the final dot raise the same error, so the error alone never decides.
 */
export function resultOfError(error: MailError, released: boolean): DeliveryResult {
  // After the dot only the server's own answer to it is certain; a 421 from a dying connection is not that.
  if (released && error.code !== 'EMESSAGE') return { kind: 'unknown', code: lost(error) };
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH') return certainly(false, 'not_configured');
  if (error.responseCode !== undefined) return resultOfReply(error.responseCode, error);
  if (error.code === 'EABORT' || error.code === 'ESTREAM') return certainly(false, 'deadline_passed');
  if (error.code === 'EDNS' || error.originalCode === 'ECONNREFUSED') return certainly(false, 'provider_down');
  return certainly(false, lost(error));
}

function resultOfReply(reply: number, { command, response = '' }: MailError): DeliveryResult {
  if (reply < 500) return certainly(false, 'try_later');
  if (command === 'RCPT TO') return certainly(true, refusedRecipient(response));
  // The content was refused for good; a refused sender or greeting is ours to mend, and may be mended in time.
  return certainly(command === 'DATA', 'refused_by_provider');
}

/**
 * Only what is about the address or its mailbox may close the channel for later messages: the number alone is not, since
 * a relay that does not know us refuses everybody with 550 or 553.
 */
function refusedRecipient(response: string): Rejected['code'] {
  const code = codeOfStatus(enhanced.exec(response)?.[1] ?? '');
  if (code === 'not_delivered') return 'refused_by_provider';
  return code ?? (saysNoMailbox(response) ? 'mailbox_refused' : 'refused_by_provider');
}

function lost(error: MailError): 'timed_out' | 'connection_lost' {
  return error.code === 'ETIMEDOUT' || error.code === 'EABORT' ? 'timed_out' : 'connection_lost';
}
