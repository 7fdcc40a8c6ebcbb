import { createHash } from 'node:crypto';
import type { EmailHook, InboundMail } from '../../ports/provider-hooks.js';
import { withoutQuotes } from '../../domain/contact/quoted-history.js';
import type { ServerDependencies } from '../dependencies.js';
import { Problem } from '../problem.js';
import { takeInput } from '../take-input.js';
import { keeperOf } from '../take-text.js';
import type { App } from '../validation.js';
import { whoseMail } from '../whose-mail.js';
import { openDoor } from './open-door.js';
import { badSignature, signedBytes } from './signed-request.js';

/** Bytes: a mail with a few photographs. What is larger has to come without its files. */
const BODY_LIMIT = 10 * 1024 * 1024;

/** Mails that customers write to us, as they came in; signed after Standard Webhooks. */
export function emailInboundRoute(app: App, dependencies: ServerDependencies): void {
  const door = openDoor(app, dependencies, { provider: 'email', path, taken });
  if (door === undefined) return;
  const { hook, config } = door;
  app.post(path, { bodyLimit: BODY_LIMIT, config }, async (request, reply) => {
    const told = signedBytes(request);
    if (!hook.isSigned(told)) throw badSignature();
    const mail = await readable(hook.readMail(told));
    const owner = await whoseMail(dependencies, mail);
    const input = inputOf(mail, dependencies.clock.now());
    const whose = owner ?? unknownSender(dependencies, mail);
    await takeInput(dependencies, { ...input, ...whose }, request.log);
    return reply.code(204).send();
  });
}

const path = '/hooks/email/inbound';

const taken = { types: ['message/rfc822'], advice: 'Send the mail as it came in, as message/rfc822.' };

async function readable(reading: ReturnType<EmailHook['readMail']>): Promise<InboundMail> {
  const mail = await reading;
  if (mail === undefined) throw new Problem('malformed', { detail: 'This is no mail that can be read.' });
  return mail;
}

function inputOf(mail: InboundMail, receivedAt: number) {
  const { subject, attachments, automatic } = mail;
  return {
    inputId: inputIdOf(mail),
    kind: 'reply',
    channel: 'email',
    receivedAt,
    ...withoutQuotes(mail.text),
    ...(subject !== undefined && { subject }),
    ...(attachments > 0 && { attachments }),
    ...(automatic && ({ automatic: true } as const)),
  } as const;
}

/** The same for each copy of one mail, however it came; a Message-ID alone would let anybody keep out the mail of another. */
function inputIdOf({ messageId = '', from = '', subject = '', text }: InboundMail): string {
  const whole = JSON.stringify([messageId, from, subject, text]);
  return `mail-${createHash('sha256').update(whole).digest('base64url').slice(0, 22)}`;
}

/** Nobody reads what a machine wrote to nobody; everything else waits for a person. */
function unknownSender(deps: ServerDependencies, { from, automatic }: InboundMail) {
  const heard = automatic ? { heardAt: deps.clock.now() } : {};
  return { tenant: keeperOf(deps), ...(from !== undefined && { from }), ...heard };
}
