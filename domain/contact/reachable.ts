import type { ReportedCustomer } from '../case/incident.js';
import { channels, type Channel } from './channels.js';

/** Where each channel finds the address of a customer. */
const fields = { email: 'email', sms: 'phone' } as const satisfies Record<Channel, keyof ReportedCustomer>;

/** Addresses of a customer; null says that there is none any more, and what is left out stays as it is. */
export type ContactChange = Readonly<Partial<Record<(typeof fields)[Channel], string | null>>>;

/** The field of a customer that holds their address on a channel. */
export function addressField(channel: Channel): (typeof fields)[Channel] {
  return fields[channel];
}

/** The address of a customer on a channel, or undefined. */
export function addressOn(customer: ReportedCustomer, channel: Channel): string | undefined {
  return customer[fields[channel]];
}

/** The channels of a protocol, in its order, on which this customer has an address. */
export function reachableBy(customer: ReportedCustomer, inOrder: readonly Channel[]): readonly Channel[] {
  return inOrder.filter((channel) => addressOn(customer, channel) !== undefined);
}

/** The addresses that a customer has on some channels, as a change. */
export function asChange(customer: ReportedCustomer, on: readonly Channel[]): ContactChange {
  const given = reachableBy(customer, on).map((channel) => [fields[channel], addressOn(customer, channel)]);
  return Object.fromEntries(given) as ContactChange;
}

/** The customer after a change of addresses. */
export function withAddresses(customer: ReportedCustomer, change: ContactChange): ReportedCustomer {
  const { email: _e, phone: _p, ...rest } = customer;
  const { email = customer.email, phone = customer.phone } = change;
  return { ...rest, ...(typeof email === 'string' && { email }), ...(typeof phone === 'string' && { phone }) };
}

/** The channels on which two states of a customer have different addresses. */
export function changedChannels(one: ReportedCustomer, other: ReportedCustomer): readonly Channel[] {
  return channels.filter((channel) => addressOn(one, channel) !== addressOn(other, channel));
}
