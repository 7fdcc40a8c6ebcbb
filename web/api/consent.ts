import { z } from 'zod';
import { channels, type Channel } from '../../domain/contact/channels.js';
import { consentSources, optOutClasses, type OptOutClass, WORDING_LIMIT } from '../../domain/contact/opt-outs.js';
import type { ConsentHistory } from '../../ports/consent-store.js';
import { saying } from './texts.js';

const said = {
  channel: z.enum(channels),
  class: z.enum(optOutClasses),
  /** By default `api` for a backend, `agent` for everybody else. What providers say comes through their doors. */
  source: z.enum(consentSources).exclude(['provider']).exactOptional(),
};

/** `POST /v1/customers/:id/opt-outs`; the wording is the customer's own: it is kept as evidence, and sent to nobody. */
export const optOutBody = z.strictObject({ ...said, wording: saying(WORDING_LIMIT).exactOptional() });

/** `POST /v1/customers/:id/opt-ins`: whoever comes back has to have said so, in words that are kept. */
export const optInBody = z.strictObject({ ...said, wording: saying(WORDING_LIMIT) });

/** Answer to either; it repeats no address and no wording. */
export interface ConsentAnswer {
  readonly customerId: string;
  readonly channel: Channel;
  readonly class: OptOutClass;
  /** The open case that was told; null when there is none. */
  readonly caseId: string | null;
}

/** Everything that was said for or against messages of a class on a channel, oldest first; instants are epoch milliseconds. */
export interface KnownConsent {
  readonly channel: Channel;
  readonly class: OptOutClass;
  /** Of the address that they have now, for everybody who shares it; or for themselves, whatever address they have. */
  readonly of: 'address' | 'customer';
  /** Whether it keeps messages back now. */
  readonly stops: boolean;
  readonly words: ConsentHistory['words'];
}
