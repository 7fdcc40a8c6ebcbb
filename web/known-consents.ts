import { channels } from '../domain/contact/channels.js';
import { ownSubject } from '../domain/contact/opt-outs.js';
import type { CustomerRef } from '../ports/customer-store.js';
import type { KnownConsent } from './api/consent.js';
import { hashOn } from './consents.js';
import type { ServerDependencies } from './dependencies.js';

/** What a customer has said for and against our messages, and what was said of the addresses that they have: for staff alone. */
export async function knownConsents(deps: ConsentSources, customer: CustomerRef): Promise<readonly KnownConsent[]> {
  const record = await deps.stores.customers.get(customer);
  if (record === undefined) return [];
  const subjects = channels.flatMap((channel) => {
    const hash = hashOn(deps, record.customer, channel);
    const own = { channel, of: 'customer', subject: ownSubject(customer, channel) } as const;
    return hash === undefined ? [own] : [{ channel, of: 'address', subject: hash } as const, own];
  });
  const histories = await deps.stores.consents.history(subjects.map(({ subject }) => subject));
  return subjects.flatMap(({ channel, of, subject }) =>
    histories
      .filter((history) => history.subject === subject)
      .map((history) => ({ channel, class: history.of, of, stops: history.stops, words: history.words })),
  );
}

/** What that needs of the world. */
export type ConsentSources = Pick<ServerDependencies, 'hashAddress'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'customers' | 'consents'>;
};
