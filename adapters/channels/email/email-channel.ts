import { createTransport, type SendMailOptions } from 'nodemailer';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { MARK_HEADER } from '../../../domain/sends/mark.js';
import type { Clock } from '../../../ports/clock.js';
import type { Delivery, MessageChannel } from '../../../ports/message-channel.js';
import { evidenceOfSilence, type EventSettings } from './evidence-of-silence.js';
import { HandOver } from './hand-over.js';
import { Limit } from './limit.js';
import { isOneAddress } from './one-address.js';
import { type MailError, resultOfError } from './result-of-error.js';

/** Where mails go out, and as whom. */
export interface EmailSettings {
  /** `smtp:` or `smtps:`, with credentials where the server asks for them. */
  readonly smtpUrl: string;
  /** One address; its domain ends each Message-ID. */
  readonly from: { readonly name: string; readonly address: string };
  /** A header that the provider de-duplicates by, where it has one (Resend, EmailEngine). */
  readonly idempotencyHeader?: string;
  /** Missing where the provider sends no events: then nothing can tell what became of a mail whose answer was lost. */
  readonly events?: EventSettings;
  readonly clock: Clock;
}

/** No step of a connection takes longer; the deadline of a mail usually ends it sooner. Milliseconds. */
const STEP_TIME_OUT = 10_000;

/** E-mail by SMTP over pooled connections. */
export function createEmailChannel(settings: EmailSettings): MessageChannel {
  const handOvers = new WeakMap<AbortSignal, HandOver>();
  const transport = createTransport(pooled(settings.smtpUrl));
  transport.use('stream', (mail, done) => {
    const handOver = mail.data.signal && handOvers.get(mail.data.signal);
    mail.message.build().then((content) => {
      if (handOver) mail.message.createReadStream = () => handOver.stream(content);
      done();
    }, done);
  });

  const { events } = settings;
  return {
    channel: 'email',
    reportsDelivery: events !== undefined,
    ...(events !== undefined && { evidence: evidenceOfSilence(events, settings.clock) }),
    async deliver(delivery, abort) {
      if (!isOneAddress(delivery.to)) return { kind: 'rejected', permanent: true, code: 'bad_address' };
      const limit = new Limit(delivery.deadlineAt, abort, settings.clock);
      const handOver = new HandOver(() => limit.open);
      handOvers.set(limit.signal, handOver);
      try {
        const { messageId } = await transport.sendMail({ ...mailOf(delivery, settings), signal: limit.signal });
        return { kind: 'accepted', providerId: messageId };
      } catch (error) {
        return resultOfError(error as MailError, handOver.released);
      } finally {
        limit.lift();
      }
    },
    close() {
      transport.close();
      return Promise.resolve();
    },
  };
}

function pooled(url: string): SMTPPoolOptions & { readonly pool: true } {
  return {
    url,
    pool: true,
    connectionTimeout: STEP_TIME_OUT,
    greetingTimeout: STEP_TIME_OUT,
    socketTimeout: STEP_TIME_OUT,
    // An aborted mail must not be flushed by a gentle good-bye.
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function mailOf(
  { mark, to, toName, rendered, thread, unsubscribeUrl }: Delivery,
  settings: EmailSettings,
): SendMailOptions {
  const { from, idempotencyHeader } = settings;
  const { subject = '', html, text } = rendered;
  const domain = from.address.split('@').at(-1) ?? '';
  return {
    // The envelope is ours, and addresses are objects: a string would be parsed once more, into anybody's address.
    envelope: { from: from.address, to: [to] },
    from,
    to: { name: toName ?? '', address: to },
    subject,
    text,
    ...(html === undefined ? {} : { html }),
    messageId: `<${mark}@${domain}>`,
    // A thread begins with a mail that nobody has: whichever of a case comes first would have to be known otherwise.
    references: `<case.${thread}@${domain}>`,
    headers: {
      [MARK_HEADER]: mark,
      ...(idempotencyHeader === undefined ? {} : { [idempotencyHeader]: mark }),
      ...oneClick(unsubscribeUrl),
    },
  };
}

/**
 * The two headers by which a mail program offers to unsubscribe with one click (RFC 8058). They go by https alone: in development
 * the mail has the link in its text. Written as they are, on one line each: a folded header has broken signatures before.
 */
function oneClick(url: string | undefined): Readonly<Record<string, { prepared: boolean; value: string }>> {
  if (url?.startsWith('https:') !== true) return {};
  return {
    'List-Unsubscribe': { prepared: true, value: `<${url}>` },
    'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
  };
}
