import type { ContactFacts } from '../../../domain/contact/decision.js';
import type { ContactPast } from '../../../domain/journey/past-leases.js';
import type { ContactLook } from '../../../ports/contact-look.js';
import type { CustomerRef } from '../../../ports/customer-store.js';
import { factsOf } from '../contact-facts.js';
import { optOutsOf, ownSubjects } from '../own-opt-outs.js';
import { counts } from '../stopped.js';
import type { KeptStops } from './address-store.js';
import { atomically } from './atomically.js';
import type { MemoryCaseStore } from './case-store.js';
import type { MemoryContactLog } from './contact-log.js';
import type { MemoryIncidentStore } from './incident-store.js';

/** Where the look finds what it tells. */
interface Sources {
  readonly cases: MemoryCaseStore;
  readonly incidents: MemoryIncidentStore;
  readonly contactLog: MemoryContactLog;
  readonly stops: KeptStops;
}

/** The look over the stores in memory. */
export class MemoryContactLook implements ContactLook {
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  of(tenant: string, customerIds: readonly string[], madeSince?: number): Promise<readonly ContactFacts[]> {
    const { cases, incidents, contactLog } = this.#sources;
    return atomically(() =>
      customerIds.map((customerId) =>
        factsOf({
          cases: cases.shownOf({ tenant, customerId }),
          reports: incidents.leasesOf(tenant, customerId),
          optOuts: optOutsOf({ tenant, customerId }, this.#reasons({ tenant, customerId })),
          ...(madeSince !== undefined && { made: contactLog.madeSince(tenant, customerId, madeSince) }),
        }),
      ),
    );
  }

  #reasons({ tenant, customerId }: CustomerRef): ReadonlyMap<string, readonly string[]> {
    const stops = [...this.#sources.stops.values()].filter(counts);
    const reasonsOf = (subject: string) =>
      stops.filter((one) => one.addressHash === subject).map(({ reason }) => reason);
    return new Map(ownSubjects(tenant, [customerId]).map((subject) => [subject, reasonsOf(subject)]));
  }

  past(tenant: string, customerIds: readonly string[]): Promise<readonly ContactPast[]> {
    const { cases, incidents } = this.#sources;
    return atomically(() =>
      customerIds.map((customerId) => ({
        reports: incidents.pastOf(tenant, customerId),
        cases: cases.shownOf({ tenant, customerId }).map(({ number, journal }) => ({ number, journal })),
      })),
    );
  }
}
