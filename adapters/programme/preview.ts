import type { Channel } from '../../domain/contact/channels.js';
import type { MessageType } from '../../domain/contact/messages.js';
import type { Programme } from '../../ports/programme-store.js';
import { fixtureWordsOf } from './fixture-words.js';
import { journeyOf } from './preview-journey.js';
import type { SmsSize, TrialTools } from './trial.js';

/** Which journey to show. */
export interface PreviewWish {
  /** The name of a protocol of the programme. */
  readonly protocol: string;
  /** BCP 47, as a customer might have it; the programme's default when it is not given. */
  readonly locale?: string;
}

/** One text of a journey, as its reader gets it. */
export interface PreviewText {
  readonly message: MessageType;
  readonly channel: Channel;
  /** Why it goes out, in words. */
  readonly because: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** Of an SMS. */
  readonly size?: SmsSize;
}

/** All texts of a journey, in order. */
export interface Preview {
  readonly brand: string;
  readonly protocol: string;
  /** As it was wished for. */
  readonly locale: string;
  /** The locale in which the texts were found. */
  readonly found: string;
  /** IANA zone in which times are shown. */
  readonly timeZone: string;
  readonly texts: readonly PreviewText[];
}

/** Makes what writes all texts of a journey of a sound programme; undefined when it has no protocol of that name. */
export function createPreviewer(
  tools: TrialTools,
): (programme: Programme, wish: PreviewWish) => Promise<Preview | undefined> {
  return async (programme, { protocol: name, locale = programme.defaultLocale }) => {
    const protocol = programme.protocols.find((one) => one.name === name);
    if (protocol === undefined) return undefined;
    const { timeZone } = fixtureWordsOf(locale);
    const templates = tools.templatesOver({ byHash: () => Promise.resolve(programme) });
    const about = { tenant: 'preview', programme: 'preview', locale, timeZone };
    const wanted = journeyOf(programme, protocol, locale).flatMap((step) =>
      protocol.channels.map((channel) => ({ ...step, channel })),
    );
    const rendered = await Promise.all(
      wanted.map(async ({ facts, ...step }) => {
        const { message, channel } = step;
        const { locale: found, ...shown } = await templates.render({ ...about, message, channel, facts });
        return { found, text: { ...step, ...shown, ...(channel === 'sms' && { size: tools.smsSize(shown.text) }) } };
      }),
    );
    const texts = rendered.map(({ text }) => text);
    return { brand: programme.brand, protocol: name, locale, found: rendered[0]?.found ?? locale, timeZone, texts };
  };
}
