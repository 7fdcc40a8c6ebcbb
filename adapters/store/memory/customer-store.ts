import type { ReportedCustomer } from '../../../domain/case/incident.js';
import type { Channel } from '../../../domain/contact/channels.js';
import { addressOn, type ContactChange } from '../../../domain/contact/reachable.js';
import type { CorrectedCustomer, CustomerRecord, CustomerRef, CustomerStore } from '../../../ports/customer-store.js';
import { corrected, reported } from '../customer-changes.js';
import { spellings } from '../spellings.js';
import { atomically } from './atomically.js';

/** Customers in memory. */
export class MemoryCustomerStore implements CustomerStore {
  readonly #customers = new Map<string, CustomerRecord>();

  upsert(tenant: string, customer: ReportedCustomer, at: number): Promise<void> {
    return atomically(() => {
      const key = keyOf({ tenant, customerId: customer.id });
      this.#customers.set(key, reported(this.#customers.get(key), customer, at));
    });
  }

  get(ref: CustomerRef): Promise<CustomerRecord | undefined> {
    return atomically(() => this.#customers.get(keyOf(ref)));
  }

  correct(ref: CustomerRef, change: ContactChange, at: number): Promise<CorrectedCustomer | undefined> {
    return atomically(() => {
      const known = this.#customers.get(keyOf(ref));
      if (known === undefined) return undefined;
      const after = corrected(known, change, at);
      this.#customers.set(keyOf(ref), after.record);
      return after;
    });
  }

  withAddress(channel: Channel, address: string): Promise<readonly CustomerRef[]> {
    return atomically(() => {
      const wanted = spellings(channel, address);
      return [...this.#customers.entries()]
        .filter(([, { customer }]) => wanted.includes(addressOn(customer, channel) ?? ''))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, { customer }]) => ({ tenant: key.slice(0, key.indexOf('/')), customerId: customer.id }));
    });
  }

  confirm(ref: CustomerRef, channel: Channel, at: number): Promise<CustomerRecord | undefined> {
    return atomically(() => {
      const known = this.#customers.get(keyOf(ref));
      if (known === undefined) return undefined;
      const confirmed = { ...known, correctedAt: { ...known.correctedAt, [channel]: at } };
      this.#customers.set(keyOf(ref), confirmed);
      return confirmed;
    });
  }
}

function keyOf({ tenant, customerId }: CustomerRef): string {
  return `${tenant}/${customerId}`;
}
