import type { ReportedCustomer } from '../domain/case/incident.js';
import { channels } from '../domain/contact/channels.js';
import { ownSubject } from '../domain/contact/opt-outs.js';
import { addressOn } from '../domain/contact/reachable.js';
import type { CustomerRef } from '../ports/customer-store.js';
import type { KnownAddress, KnownCustomer } from './api/known-customer.js';
import type { ServerDependencies } from './dependencies.js';

/** What looking for a customer and their addresses needs of the world. */
export type Knowing = Pick<ServerDependencies, 'hashAddress'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'customers' | 'addresses'>;
};

/** A customer with their addresses and what stops them: for the eyes of staff alone. Undefined when nobody has reported them. */
export async function knownCustomer(deps: Knowing, ref: CustomerRef): Promise<KnownCustomer | undefined> {
  const record = await deps.stores.customers.get(ref);
  if (record === undefined) return undefined;
  const { name, locale, timeZone } = record.customer;
  const addresses = await knownAddresses(deps, ref.tenant, record.customer);
  const { customerId } = ref;
  return { customerId, ...(name !== undefined && { name }), locale, ...(timeZone && { timeZone }), addresses };
}

/** The addresses of a customer, each with what stops it, for everybody there or for them: for the eyes of staff alone. */
export async function knownAddresses(
  { stores, hashAddress }: Knowing,
  tenant: string,
  customer: ReportedCustomer,
): Promise<readonly KnownAddress[]> {
  const found = await Promise.all(
    channels.map(async (channel) => {
      const address = addressOn(customer, channel);
      if (address === undefined) return [];
      const own = ownSubject({ tenant, customerId: customer.id }, channel);
      const found = await stores.addresses.stopsOf([hashAddress(channel, address), own]);
      // What stands for the address and for them as well is said once, as it was said first.
      const first = found.filter(({ reason }, at) => found.findIndex((one) => one.reason === reason) === at);
      const stops = first.map(({ reason, at, source }) => ({ reason, at, source }));
      return [{ channel, address, stops }];
    }),
  );
  return found.flat();
}
