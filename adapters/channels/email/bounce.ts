import PostalMime, { type Attachment, type Email, type PostalMimeOptions } from 'postal-mime';
import type { FailureCode } from '../../../domain/failure-codes.js';
import { codeOfBounce, codeOfStatus } from '../../../domain/sends/bounces.js';
import { type Echo, MARK_HEADER, markNamedBy } from '../../../domain/sends/mark.js';
import type { HookReading, HookRequest, ProviderReport, ProviderWord } from '../../../ports/provider-hooks.js';
import { saysNoMailbox } from './mailbox-words.js';
import { parseMail } from './parse-mail.js';
import { isTooMuchToRead } from './too-much-to-read.js';

/** What a bounce needs of a parser, and no more: three parts, and headers as long as those of any mail. */
const limits: PostalMimeOptions = {
  forceRfc822Attachments: true,
  maxNestingDepth: 8,
  maxHeadersSize: 64 * 1024,
};
/** The machine-readable part (RFC 3464), and its form for addresses beyond ASCII (RFC 6533). */
const statusTypes = ['message/delivery-status', 'message/global-delivery-status'];
/** What is sent back of the mail: its headers, or all of it. */
const originalTypes = ['text/rfc822-headers', 'message/global-headers', 'message/rfc822', 'message/global'];
/** Recipients of which one bounce speaks; our mails have one. */
const MOST_RECIPIENTS = 10;
const BLANK_LINE = /\r?\n[ \t]*\r?\n/;

/**
 * Reads a delivery status notification (RFC 3464); which mail it is about say the headers that it sends back. `arrivedAt`
 * is taken where it names no time.
 */
export async function readBounce({ headers, body }: HookRequest, arrivedAt: number): Promise<HookReading> {
  if (isTooMuchToRead(body)) return { kind: 'malformed' };
  try {
    const mail = await parseMail(wholeMail(headers['content-type'], body), limits);
    const status = partOf(mail, statusTypes);
    if (status === undefined) return { kind: 'malformed' };
    const [about, ...recipients] = await blocksOf(status);
    if (about === undefined || recipients.length === 0) return { kind: 'malformed' };
    const echo = await echoIn(mail);
    const told = { mark: markNamedBy(echo), providerId: echo.messageId ?? 'bounce' };
    const sentAt = instantOf(mail.date);
    const reports = recipients.flatMap((recipient): ProviderReport[] => {
      const at = instantOf(recipient('last-attempt-date')) ?? sentAt ?? arrivedAt;
      const word = wordOf(recipient, { providerId: told.providerId, at });
      return word === undefined ? [] : [{ mark: told.mark, word }];
    });
    return { kind: 'reports', reports };
  } catch {
    // The parser's own limits, or what it cannot read; its words may quote the mail.
    return { kind: 'malformed' };
  }
}

/** The fields of one block of a status part; undefined where it lacks one. */
type Block = (field: string) => string | undefined;

/** A body that is posted as `multipart/report` lacks the header that names its boundary. */
function wholeMail(type: string | readonly string[] | undefined, body: Buffer): Buffer {
  if (typeof type !== 'string' || !/^multipart\//i.test(type)) return body;
  return Buffer.concat([Buffer.from(`Content-Type: ${type}\r\n\r\n`), body]);
}

function partOf({ attachments }: Email, types: readonly string[]): string | undefined {
  const part = attachments.find(({ mimeType }) => types.includes(mimeType));
  return part && textOf(part);
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString();
}

/** The first block is about the mail, each of the others about one recipient; their fields are headers. */
async function blocksOf(status: string): Promise<readonly Block[]> {
  const texts = status
    .trim()
    .split(BLANK_LINE)
    .slice(0, MOST_RECIPIENTS + 1);
  return Promise.all(texts.map(headersOf));
}

async function headersOf(text: string): Promise<Block> {
  const { headers } = await PostalMime.parse(`${text}\r\n\r\n`, limits);
  return (field) => headers.find(({ key }) => key === field)?.value.trim();
}

async function echoIn(mail: Email): Promise<Echo> {
  const [original = ''] = partOf(mail, originalTypes)?.split(BLANK_LINE, 1) ?? [];
  const header = await headersOf(original);
  return { messageId: header('message-id'), header: header(MARK_HEADER.toLowerCase()) };
}

/** What a block says of its recipient; a mail that is delayed is still on its way. */
function wordOf(recipient: Block, told: { providerId: string; at: number }): ProviderWord | undefined {
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(recipient('status') ?? '')?.[0];
  const action = recipient('action') ?? '';
  if (/^failed\b/i.test(action)) {
    return { kind: 'failed', ...told, code: failureOf(status, recipient('diagnostic-code') ?? '') };
  }
  return /^(?:delivered|relayed|expanded)\b/i.test(action) ? { kind: 'delivered', ...told } : undefined;
}

/** A status that says nothing in particular closes no address, unless the words of the server do. */
function failureOf(status = '', words: string): FailureCode {
  if (status.startsWith('4')) return codeOfBounce({ kind: 'soft', status });
  return codeOfStatus(status) ?? (saysNoMailbox(words) ? 'mailbox_refused' : 'not_delivered');
}

function instantOf(date: string | undefined): number | undefined {
  const at = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(at) ? undefined : at;
}
