import type { LeaseEnd, LeaseEnds } from '../../../ports/lease-ends.js';
import { largestSweep } from '../case-record.js';
import { atomically } from './atomically.js';
import type { MemoryCaseStore } from './case-store.js';
import type { MemoryIncidentStore } from './incident-store.js';

/** Ends of leases over the stores in memory. */
export class MemoryLeaseEnds implements LeaseEnds {
  readonly #of: Readonly<Record<LeaseEnd['of'], MemoryCaseStore | MemoryIncidentStore>>;

  constructor(cases: MemoryCaseStore, incidents: MemoryIncidentStore) {
    this.#of = { case: cases, incident: incidents };
  }

  due(until: number): Promise<readonly LeaseEnd[]> {
    return atomically(() =>
      [...this.#of.case.leaseEnds(), ...this.#of.incident.leaseEnds()]
        .filter(({ at }) => at <= until)
        .sort((a, b) => a.at - b.at)
        .slice(0, largestSweep),
    );
  }

  seen(end: LeaseEnd): Promise<void> {
    return atomically(() => this.#of[end.of].sawEnd(end));
  }
}
