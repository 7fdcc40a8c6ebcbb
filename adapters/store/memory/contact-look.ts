import type { ContactFacts } from '../../../domain/contact/decision.js';
import type { ContactLook } from '../../../ports/contact-look.js';
import { factsOf } from '../contact-facts.js';
import { atomically } from './atomically.js';
import type { MemoryCaseStore } from './case-store.js';
import type { MemoryIncidentStore } from './incident-store.js';

/** The look over the stores in memory. */
export class MemoryContactLook implements ContactLook {
  readonly #cases: MemoryCaseStore;
  readonly #incidents: MemoryIncidentStore;

  constructor(cases: MemoryCaseStore, incidents: MemoryIncidentStore) {
    this.#cases = cases;
    this.#incidents = incidents;
  }

  of(tenant: string, customerIds: readonly string[]): Promise<readonly ContactFacts[]> {
    return atomically(() =>
      customerIds.map((customerId) =>
        factsOf(this.#cases.lastShownOf({ tenant, customerId }), this.#incidents.leasesOf(tenant, customerId)),
      ),
    );
  }
}
