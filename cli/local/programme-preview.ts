import type { Paint } from '../terminal.js';
import type { Preview } from './programme.js';

type Text = Preview['texts'][number];

/** A preview for a terminal: each text with when and why it goes out, and the size of an SMS. */
export function previewText(preview: Preview, paint: Paint): string {
  const blocks = preview.texts.map((text) => {
    const head = `${sentAt(text, preview)}  ${paint.bold(nameOf(text))}  ${text.because}.`;
    const subject = text.subject === undefined ? [] : [`Subject: ${text.subject}`];
    return [head, ...[...subject, ...text.text.trimEnd().split('\n')].map((line) => `    ${line}`.trimEnd())].join(
      '\n',
    );
  });
  return [headlineOf(preview), ...blocks].join('\n\n');
}

/** What a preview shows, in one sentence, with the locale that the texts fell back to. */
export function headlineOf({ protocol, locale, found, timeZone }: Preview): string {
  const language = found === locale ? locale : `${found} (asked for: ${locale})`;
  return `Protocol ${protocol}, texts in ${language}, times in ${timeZone}; customer and facts are made up.`;
}

/** The message, its channel, and what an SMS costs. */
export function nameOf({ message, channel, size }: Text): string {
  const name = `${message.replaceAll('_', ' ')} by ${channel === 'email' ? 'e-mail' : 'SMS'}`;
  if (size === undefined) return name;
  const segments = size.segments === 1 ? '1 segment' : `${size.segments} segments`;
  return `${name} (${segments}, ${size.characters} characters, ${size.encoding})`;
}

/** To the minute, in the zone of the preview. */
export function sentAt({ sentAt: at }: Text, { timeZone }: Preview): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
}
