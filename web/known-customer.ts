import { channels } from '../domain/contact/channels.js';
import { addressOn } from '../domain/contact/reachable.js';
import type { CustomerRef } from '../ports/customer-store.js';
import type { KnownAddress, KnownCustomer } from './api/known-customer.js';
import type { ServerDependencies } from './dependencies.js';

/** What looking for a customer needs of the world. */
export type Knowing = Pick<ServerDependencies, 'hashAddress'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'customers' | 'addresses'>;
};

/** A customer with their addresses and what stops them: for the eyes of staff alone. Undefined when nobody has reported them. */
export async function knownCustomer(
  { stores, hashAddress }: Knowing,
  ref: CustomerRef,
): Promise<KnownCustomer | undefined> {
  const record = await stores.customers.get(ref);
  if (record === undefined) return undefined;
  const { name, locale, timeZone } = record.customer;
  const addresses: KnownAddress[] = [];
  for (const channel of channels) {
    const address = addressOn(record.customer, channel);
    if (address === undefined) continue;
    addresses.push({ channel, address, stops: await stores.addresses.stops(hashAddress(channel, address)) });
  }
  const { customerId } = ref;
  return { customerId, ...(name !== undefined && { name }), locale, ...(timeZone && { timeZone }), addresses };
}
