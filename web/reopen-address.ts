import type { Channel } from '../domain/contact/channels.js';
import { ownSubject, stopsAll } from '../domain/contact/opt-outs.js';
import { addressOn } from '../domain/contact/reachable.js';
import type { FailureCode } from '../domain/failure-codes.js';
import type { StopLift } from '../ports/address-store.js';
import type { CustomerRecord, CustomerRef } from '../ports/customer-store.js';
import { knownAddresses, type Knowing } from './known-customer.js';
import { Problem } from './problem.js';

/** Which address, and who is sure that it is right. */
export interface ReopenedAddress {
  readonly customer: CustomerRef;
  readonly channel: Channel;
  readonly lift: StopLift;
  /** Messages were refused there, though nothing may have stopped the address: a relay can refuse everybody for a day. */
  readonly refused: boolean;
}

/** Addresses of a customer to which nothing is sent, with the first reason of each. */
export async function stoppedAddresses(
  deps: Knowing,
  tenant: string,
  { customer }: CustomerRecord,
): Promise<readonly { readonly channel: Channel; readonly reason: FailureCode }[]> {
  const addresses = await knownAddresses(deps, tenant, customer);
  return addresses.flatMap(({ channel, stops }) => {
    const [first] = stops.flatMap(({ reason }) => (stopsAll(reason) ? [reason] : []));
    return first === undefined ? [] : [{ channel, reason: first }];
  });
}

/** What the customer has asked for, or complained about: nobody else lifts that. */
const customersOwn: readonly FailureCode[] = ['complained', 'opted_out'];

/**
 * Lifts what providers have said of an address, for all who share it. That it is right is noted first, so that a repeat goes
 * on from wherever a crash came. Throws a problem when there is no such address, or the customer wants no messages there.
 */
export async function reopenAddress(
  { stores, hashAddress }: Knowing,
  { customer, channel, lift, refused }: ReopenedAddress,
): Promise<{ readonly record: CustomerRecord; readonly lifted: readonly FailureCode[] }> {
  const known = await stores.customers.get(customer);
  const address = known && addressOn(known.customer, channel);
  if (known === undefined || address === undefined) throw new Problem('not_found', { detail: noAddress });
  const found = await stores.addresses.stopsOf([hashAddress(channel, address), ownSubject(customer, channel)]);
  const stops = found.flatMap(({ subject, reason }) => (stopsAll(reason) ? [{ subject, reason }] : []));
  if (stops.some(({ reason }) => customersOwn.includes(reason))) throw wantsNone(stops);
  if (stops.length === 0 && !refused) return { record: known, lifted: [] };
  const record = (await stores.customers.confirm(customer, channel, lift.at)) ?? known;
  for (const { subject, reason } of stops) await stores.addresses.lift(subject, reason, lift);
  return { record, lifted: stops.map(({ reason }) => reason) };
}

const noAddress = 'Nobody has reported this customer with an address on this channel.';

function wantsNone(stops: readonly { readonly reason: FailureCode }[]): Problem {
  const complained = stops.some(({ reason }) => reason === 'complained');
  const why = complained ? 'has complained about our messages' : 'has asked for no more messages';
  return new Problem('customer_decides', { detail: `Whoever has this address ${why}: only they can change that.` });
}
