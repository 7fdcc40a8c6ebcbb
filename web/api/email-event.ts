import { z } from 'zod';
import { codeOfBounce } from '../../domain/sends/bounces.js';
import { MARK_HEADER, markNamedBy } from '../../domain/sends/mark.js';
import type { ProviderReport, ProviderWord } from '../../ports/provider-hooks.js';
import { instant, oneLine } from './texts.js';

/** Events of one request. */
const MOST_EVENTS = 1_000;
const MOST_HEADERS = 50;

const common = {
  at: instant,
  /** The Message-ID that the mail had, with or without angle brackets. */
  messageId: oneLine(998).exactOptional(),
  /** Headers of the mail, as the provider echoes them. */
  headers: z
    .record(z.string().max(100), z.string().max(2_000))
    .refine((all) => Object.keys(all).length <= MOST_HEADERS, `There may be ${MOST_HEADERS} headers.`)
    .exactOptional(),
  /** The provider's own id of the mail. */
  providerId: oneLine(200).exactOptional(),
};
const bounce = z.strictObject({
  kind: z.enum(['hard', 'soft']),
  status: z
    .string()
    .regex(/^[245]\.\d{1,3}\.\d{1,3}$/, 'This has to be an enhanced status code, such as 5.1.1.')
    .exactOptional(),
});

/** One event of e-mail. */
export const emailEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('email.accepted'), ...common }),
  z.strictObject({ type: z.literal('email.delivered'), ...common }),
  z.strictObject({ type: z.literal('email.bounced'), ...common, bounce }),
  z.strictObject({ type: z.literal('email.complained'), ...common }),
]);
/** What became of one mail; `at` is the provider's own time of the event, epoch milliseconds. */
type EmailEvent = z.output<typeof emailEvent>;

/** `POST /hooks/email/events`: one event, or a list of them; each is read by itself. */
export const emailEvents = z.preprocess(
  (body): unknown => (Array.isArray(body) ? body : [body]),
  z.array(z.unknown()).min(1).max(MOST_EVENTS),
);

const types: readonly string[] = emailEvent.options.map(({ shape }) => shape.type.value);

/** Whether an event is of a type that says nothing to us, such as a mail that was opened. */
export function isOfOtherType(event: unknown): boolean {
  if (typeof event !== 'object' || event === null || !('type' in event)) return false;
  return typeof event.type === 'string' && !types.includes(event.type);
}

/** What an event says of which message. */
export function reportOf(event: EmailEvent): ProviderReport {
  const { messageId, headers = {}, providerId } = event;
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === MARK_HEADER.toLowerCase())?.[1];
  const mark = markNamedBy({ messageId, header });
  return { mark, word: wordOf(event, providerId ?? messageId ?? 'email') };
}

function wordOf(event: EmailEvent, providerId: string): ProviderWord {
  const told = { providerId, at: event.at };
  switch (event.type) {
    case 'email.accepted':
      return { kind: 'taken', ...told };
    case 'email.delivered':
      return { kind: 'delivered', ...told };
    case 'email.bounced':
      return { kind: 'failed', ...told, code: codeOfBounce(event.bounce) };
    case 'email.complained':
      return { kind: 'complained', ...told };
  }
}
