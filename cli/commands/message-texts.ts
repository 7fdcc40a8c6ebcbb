import type { CaseMessages } from '../../web/api/case.js';
import type { MessagePreview } from '../../web/api/written-text.js';
import { plain, when, type Paint } from '../terminal.js';

/** What a customer received, in order, after a note on what one can know of it. */
export function messagesText({ note, items }: CaseMessages, paint: Paint): string {
  if (items.length === 0) return 'The customer has received nothing.';
  return [note, ...items.map((item) => messageText(item, paint))].join('\n\n');
}

/** A message as it would go out now, which may be by another channel than the one that was asked for. */
export function previewText(
  { channel, locale, subject, text, leavesAt }: MessagePreview,
  asked: MessagePreview['channel'] | undefined,
  paint: Paint,
): string {
  const other = asked === undefined || asked === channel ? '' : `, since none may go by ${asked} now`;
  const hours = leavesAt === undefined ? '' : `, not before ${when(leavesAt)}`;
  return [
    paint.bold(`By ${channel}, ${locale}${other}${hours}; nothing was sent`),
    ...textLines({ subject, text }),
  ].join('\n');
}

function messageText(item: CaseMessages['items'][number], paint: Paint): string {
  const { message, channel, at, inDoubt, locale, subject, text } = item;
  const doubt = inDoubt ? ' (in doubt: it may not have been sent)' : '';
  const head = paint.bold(`${when(at)} ${message.replaceAll('_', ' ')} by ${channel}, ${locale}${doubt}`);
  return [head, ...textLines({ subject, text })].join('\n');
}

function textLines({ subject, text }: { readonly subject: string | undefined; readonly text: string }): string[] {
  const body = plain(text)
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd());
  return [...(subject === undefined ? [] : [`  Subject: ${plain(subject)}`, '']), ...body];
}
