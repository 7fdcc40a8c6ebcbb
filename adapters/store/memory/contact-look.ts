import type { ContactFacts } from '../../../domain/contact/decision.js';
import type { ContactLook } from '../../../ports/contact-look.js';
import type { CustomerRef } from '../../../ports/customer-store.js';
import { factsOf } from '../contact-facts.js';
import { optOutsOf, ownSubjects } from '../own-opt-outs.js';
import { counts } from '../stopped.js';
import type { KeptStops } from './address-store.js';
import { atomically } from './atomically.js';
import type { MemoryCaseStore } from './case-store.js';
import type { MemoryIncidentStore } from './incident-store.js';

/** The look over the stores in memory. */
export class MemoryContactLook implements ContactLook {
  readonly #cases: MemoryCaseStore;
  readonly #incidents: MemoryIncidentStore;
  readonly #stops: KeptStops;

  constructor(cases: MemoryCaseStore, incidents: MemoryIncidentStore, stops: KeptStops) {
    this.#cases = cases;
    this.#incidents = incidents;
    this.#stops = stops;
  }

  of(tenant: string, customerIds: readonly string[]): Promise<readonly ContactFacts[]> {
    return atomically(() =>
      customerIds.map((customerId) => {
        const customer = { tenant, customerId };
        const reports = this.#incidents.leasesOf(tenant, customerId);
        return factsOf(this.#cases.lastShownOf(customer), reports, optOutsOf(customer, this.#reasons(customer)));
      }),
    );
  }

  #reasons({ tenant, customerId }: CustomerRef): ReadonlyMap<string, readonly string[]> {
    const subjects = ownSubjects(tenant, [customerId]);
    const stops = [...this.#stops.values()].filter(counts);
    return new Map(
      subjects.map((subject) => [
        subject,
        stops.filter(({ addressHash }) => addressHash === subject).map(({ reason }) => reason),
      ]),
    );
  }
}
