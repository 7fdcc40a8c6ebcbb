import type { Email, PostalMimeOptions } from 'postal-mime';
import { MARK_HEADER, markNamedBy } from '../../../domain/sends/mark.js';
import type { InboundMail } from '../../../ports/provider-hooks.js';
import { parseMail } from './parse-mail.js';
import { plainText } from './plain-text.js';
import { isTooMuchToRead } from './too-much-to-read.js';

const limits: PostalMimeOptions = { forceRfc822Attachments: true, maxNestingDepth: 16, maxHeadersSize: 128 * 1024 };
/** Mails of a thread that are looked at: ours is among the latest. */
const MOST_REFERENCES = 50;
/** Characters of a header that are looked at. */
const LONGEST_HEADER = 10_000;

/** Reads a mail as its sender sent it; undefined where it cannot be read, or has more parts than a person makes. */
export async function readMail(body: Buffer): Promise<InboundMail | undefined> {
  if (isTooMuchToRead(body)) return undefined;
  try {
    const mail = await parseMail(body, limits);
    const { from, subject, messageId, attachments } = mail;
    return {
      marks: marksIn(mail),
      automatic: isAutomatic(mail),
      text: mail.text?.trim() ? mail.text : plainText(mail.html ?? ''),
      attachments: attachments.filter(({ related }) => related !== true).length,
      ...(from?.address !== undefined && { from: from.address }),
      ...(subject !== undefined && { subject }),
      ...(messageId !== undefined && { messageId }),
    };
  } catch {
    // The parser's own limits, or what it cannot read; its words may quote the mail.
    return undefined;
  }
}

/** The messages of ours that it answers: the one that it names as answered first, then its thread from the end. */
function marksIn(mail: Email): readonly string[] {
  const { inReplyTo = '', references = '' } = mail;
  const thread = idsIn(references).slice(-MOST_REFERENCES).reverse();
  const named = [...idsIn(inReplyTo), ...thread].map((messageId) => markNamedBy({ messageId }));
  const echoed = markNamedBy({ header: headerOf(mail, MARK_HEADER.toLowerCase()) });
  return [...new Set([...named, echoed].filter((mark) => mark !== undefined))];
}

function idsIn(header: string): readonly string[] {
  return header.slice(-LONGEST_HEADER).match(/<[^<>\s]{1,250}>/g) ?? [];
}

/** What marks the answer of a machine: RFC 3834, section 5, and what programs from before it say. */
function isAutomatic(mail: Email): boolean {
  const said = (name: string): string => headerOf(mail, name)?.trim().toLowerCase() ?? '';
  const has = (name: string): boolean => headerOf(mail, name) !== undefined;
  const submitted = said('auto-submitted');
  return (
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    /^(?:bulk|junk|list|auto_reply)\b/.test(said('precedence')) ||
    ['x-autoreply', 'x-autorespond', 'x-auto-respond', 'list-id', 'list-unsubscribe'].some(has) ||
    said('return-path') === '<>' ||
    /^multipart\/report\b/.test(said('content-type')) ||
    /^(?:mailer-daemon|postmaster)@/i.test(mail.from?.address ?? '')
  );
}

function headerOf({ headers }: Email, name: string): string | undefined {
  return headers.find(({ key }) => key === name)?.value.slice(0, LONGEST_HEADER);
}
