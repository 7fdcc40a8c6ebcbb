import { z } from 'zod';
import { channels, type Channel } from '../../domain/contact/channels.js';
import { draftTypes, SUBJECT_LIMIT, textLimits, type DraftType } from '../../domain/contact/written-text.js';
import { oneLine, saying } from './texts.js';

/** What a person writes to a customer; without a channel the case chooses one. */
export const writtenFields = {
  text: saying(textLimits.email),
  /** Of an e-mail; its template has one where it is missing. */
  subject: oneLine(SUBJECT_LIMIT).exactOptional(),
  channel: z.enum(channels).exactOptional(),
};

/** These fields as they are read. */
export interface Written {
  readonly text: string;
  readonly subject?: string;
  readonly channel?: Channel;
}

/** What an SMS cannot carry is refused where an SMS is asked for. */
export function fitsItsChannel({ value, issues }: z.core.ParsePayload<Written>): void {
  if (value.channel !== 'sms') return;
  const fault = (field: keyof Written, message: string) =>
    issues.push({ code: 'custom', input: value, path: [field], message });
  if (value.text.length > textLimits.sms) fault('text', `By SMS this may be ${textLimits.sms} characters long.`);
  if (value.subject !== undefined) fault('subject', 'An SMS has no subject.');
}

/** `POST /v1/cases/:id/messages/preview`. */
export const previewBody = z.strictObject(writtenFields).check(fitsItsChannel);

/** `GET /v1/cases/:id/messages/draft`. */
export const draftQuery = z.strictObject({ template: z.enum(draftTypes) });

/** Answer to `POST /v1/cases/:id/messages/preview`: the message as it would go out now. Nothing is sent. */
export interface MessagePreview {
  readonly caseId: string;
  readonly channel: Channel;
  /** BCP 47: the locale of what surrounds the text. */
  readonly locale: string;
  readonly subject?: string;
  readonly text: string;
  /** When the hours of contact let it leave, epoch milliseconds; at once where it is missing. */
  readonly leavesAt?: number;
  /** What seems amiss in the text; nothing is refused for it. */
  readonly warnings: readonly string[];
}

/** Answer to `GET /v1/cases/:id/messages/draft`: a start for a text of one's own, with what is worth money masked. */
export interface MessageDraft {
  readonly caseId: string;
  readonly template: DraftType;
  readonly text: string;
  /** What the template says of the case that is not so; nothing is refused for it. */
  readonly warnings: readonly string[];
}
