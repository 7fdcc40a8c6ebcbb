import { channels } from '../../domain/contact/channels.js';
import { type OptedOut, optOutClasses, optOutReasons, ownSubject } from '../../domain/contact/opt-outs.js';

/** What each of these customers has said for themselves stands under these names. */
export function ownSubjects(tenant: string, customerIds: readonly string[]): readonly string[] {
  return customerIds.flatMap((customerId) => channels.map((channel) => ownSubject({ tenant, customerId }, channel)));
}

/** What a customer does not want, of the stops that were found. */
export function optOutsOf(
  customer: { readonly tenant: string; readonly customerId: string },
  reasons: ReadonlyMap<string, readonly string[]>,
): readonly OptedOut[] {
  return channels.flatMap((channel) => {
    const found = reasons.get(ownSubject(customer, channel)) ?? [];
    return optOutClasses.filter((of) => found.includes(optOutReasons[of])).map((of) => ({ channel, of }));
  });
}
