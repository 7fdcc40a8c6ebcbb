import type { CaseMessages } from '../../web/api/case.js';
import { plain, when, type Paint } from '../terminal.js';

/** What a customer received, in order, after a note on what one can know of it. */
export function messagesText({ note, items }: CaseMessages, paint: Paint): string {
  if (items.length === 0) return 'The customer has received nothing.';
  return [note, ...items.map((item) => messageText(item, paint))].join('\n\n');
}

function messageText(item: CaseMessages['items'][number], paint: Paint): string {
  const { message, channel, at, inDoubt, locale, subject, text } = item;
  const doubt = inDoubt ? ' (in doubt: it may not have been sent)' : '';
  const head = paint.bold(`${when(at)} ${message.replaceAll('_', ' ')} by ${channel}, ${locale}${doubt}`);
  const body = plain(text)
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd());
  return [head, ...(subject === undefined ? [] : [`  Subject: ${plain(subject)}`, '']), ...body].join('\n');
}
