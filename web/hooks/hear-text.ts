import type { FastifyBaseLogger } from 'fastify';
import { WORDING_LIMIT } from '../../domain/contact/opt-outs.js';
import { readingOf, type TextReading } from '../../domain/contact/text-reading.js';
import type { ConsentWord } from '../../ports/consent-store.js';
import type { StoredInput } from '../../ports/input-store.js';
import type { ReceivedText } from '../../ports/provider-hooks.js';
import { type Consent, type Consenting, keepOptOut, keptAtLeast, optIn, tellOptOut } from '../consents.js';
import { takeText, type TextSources } from '../take-text.js';
import { helpAnswer, type HelpSources, noAnswer } from './help-answer.js';

/** What hearing a text needs of the world. */
export type HearingSources = Consenting & HelpSources & TextSources;

/** What came of a text. */
export interface HeardText {
  /** What the provider is answered. */
  readonly answer: string;
  readonly reading: TextReading;
  /** How many customers have the phone. */
  readonly customers: number;
}

/**
 * Hears a text: what it says for or against our texts is kept for the phone and for everybody who has it, also where no case is
 * open; what a person has to read, and a wish for a call, goes on. What the provider has taken it as is believed, and then it
 * has said so to the customer too.
 */
export async function hearText(
  deps: HearingSources,
  text: ReceivedText,
  log: Pick<FastifyBaseLogger, 'error'>,
): Promise<HeardText> {
  const { from, body, providerId, at, handled } = text;
  const reading =
    handled === undefined ? readingOf(body) : ({ wish: handled, wantsCall: false, isReply: false } as const);
  const customers = await deps.stores.customers.withAddress('sms', from);
  const addressHash = deps.hashAddress('sms', from);
  const consent: Consent = { customers, channel: 'sms', of: 'all', word: wordOf(text), addressHash };
  if (reading.wish === 'stop') await keepOptOut(deps, consent, handled === undefined);
  const told = keptAtLeast(tellConsent(deps, consent, { reading, confirm: handled === undefined }), log);
  // A case hears of the stop first. What else was said is stored meanwhile: nobody sends it again if we end before that.
  const hearInput = (input: StoredInput): Promise<void> => told.then(() => deps.hearInput(input));
  const { wantsCall, isReply } = reading;
  const also = { channel: 'sms', from, addressHash, body, providerId, at, wantsCall, customers } as const;
  await Promise.all([told, isReply || wantsCall ? takeText({ ...deps, hearInput }, also, log) : undefined]);
  const isAsked = reading.wish === 'help' && handled === undefined;
  const answer = isAsked ? await helpAnswer(deps, customers) : noAnswer;
  return { answer, reading, customers: customers.length };
}

/** Tells the open cases what the customer wants no more, or again. */
async function tellConsent(
  deps: HearingSources,
  consent: Consent,
  { reading, confirm }: { readonly reading: TextReading; readonly confirm: boolean },
): Promise<void> {
  if (reading.wish === 'stop') await tellOptOut(deps, consent, confirm);
  if (reading.wish === 'start') await optIn(deps, consent);
}

function wordOf({ body, at, providerId }: ReceivedText): ConsentWord {
  return { at, source: 'sms_reply', actor: 'customer', wording: body.slice(0, WORDING_LIMIT), ref: providerId };
}
