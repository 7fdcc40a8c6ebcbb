import type { Channel } from './channels.js';

/** What a customer may not want on a channel: anything at all, to be asked how it went, or to be sold something. */
export const optOutClasses = ['all', 'survey', 'marketing'] as const;
/** One of the classes. */
export type OptOutClass = (typeof optOutClasses)[number];

/** Why nothing of a class is sent: what stands with the stop, and with a message that it keeps back. */
export const optOutReasons = {
  all: 'opted_out',
  survey: 'unsubscribed',
  marketing: 'no_marketing',
} as const satisfies Record<OptOutClass, string>;
/** One of these reasons. */
export type OptOutReason = (typeof optOutReasons)[OptOutClass];

/** What an opt-out for this reason stops; undefined for what stops an address otherwise. */
export function optOutClassOf(reason: string): OptOutClass | undefined {
  return optOutClasses.find((one) => optOutReasons[one] === reason);
}

/** Why the word that a channel has ended is skipped: it was said there already, or the customer has come back since. */
export const CONFIRMED_ALREADY = 'confirmed_already';

/** From whom or what an opt-out or opt-in was heard. */
export const consentSources = ['sms_reply', 'one_click', 'agent', 'api', 'provider'] as const;
/** One of these. */
export type ConsentSource = (typeof consentSources)[number];

/** Characters of the customer's own words that are kept as evidence. */
export const WORDING_LIMIT = 500;

/** Whether a reason stops every message, and not just those that nobody has to have. */
export function stopsAll<R extends string>(reason: R): reason is Exclude<R, 'unsubscribed' | 'no_marketing'> {
  return reason !== optOutReasons.survey && reason !== optOutReasons.marketing;
}

/** Names what a customer has said for themselves on a channel: it holds whatever address they have there. */
export function ownSubject({ tenant, customerId }: { tenant: string; customerId: string }, channel: Channel): string {
  return `own/${tenant}/${customerId}/${channel}`;
}

/** What a customer does not want on a channel. */
export interface OptedOut {
  readonly channel: Channel;
  readonly of: OptOutClass;
}

/**
 * Why an opt-out stands against a contact, what ends a channel first; undefined where none does. Who does not want to be asked
 * how it went does not want that on any channel. A question that names no channel might be about any: then what is for every
 * message stands against what nobody has to have.
 */
export function optedOutBecause(
  optOuts: readonly OptedOut[],
  { purpose, channel }: { readonly purpose: string; readonly channel?: Channel },
): OptOutReason | undefined {
  const needless = purpose === 'survey' || purpose === 'marketing';
  const against = optOuts.filter((one) => {
    if (one.of === 'survey') return purpose === 'survey';
    const isThere = channel === undefined ? needless : one.channel === channel;
    return isThere && (one.of === 'all' || one.of === purpose);
  });
  const of = optOutClasses.find((one) => against.some((found) => found.of === one));
  return of && optOutReasons[of];
}
