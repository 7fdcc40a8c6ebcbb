import type { CaseStore } from '../ports/case-store.js';
import type { Clock } from '../ports/clock.js';
import type { CustomerRef } from '../ports/customer-store.js';
import type { IncidentStore } from '../ports/incident-store.js';
import type { Recoveries } from '../ports/recoveries.js';

/** What a sweep looks at. */
export interface SweepDependencies {
  readonly clock: Clock;
  readonly incidents: Pick<IncidentStore, 'waiting'>;
  readonly cases: Pick<CaseStore, 'unclosedOf'>;
  readonly recoveries: Recoveries;
}

/** How much a sweep found and woke. */
export interface Swept {
  /** Incidents that were stored and never taken up. */
  readonly incidents: number;
  /** Open cases whose run had died. */
  readonly cases: number;
}

/** The activity behind the sweep's schedule. */
export interface SweepActivities {
  /** Finds and wakes what fell between two writes. */
  sweep(): Promise<Swept>;
}

/** An incident younger than this may be about to be signalled by its own report. Milliseconds. */
const GRACE = 60_000;
/** Dead runs are looked for this far back, so that a sweep that was down for a day misses none. Milliseconds. */
const LOOK_BACK = 24 * 3_600_000;

/**
 * Finds what fell between two writes: incidents without a recovery, and open cases without a run. One that cannot be
 * woken keeps no other from it. Throws in the end when there was one, so that the activity is tried again.
 */
export async function sweep(deps: SweepDependencies): Promise<Swept> {
  const now = deps.clock.now();
  const incidents = await eachOf(await deps.incidents.waiting(now - GRACE), ({ tenant, customerId, incidentId }) =>
    wake(deps, { tenant, customerId, incidentId }),
  );
  const cases = await eachOf(await deps.recoveries.died(now - LOOK_BACK), (customer) => restore(deps, customer));
  const failed = incidents.failed + cases.failed;
  // How many is all that may be said: the errors of stores and servers can quote what they were given.
  if (failed > 0) throw new Error(`${failed} could not be woken`);
  return { incidents: incidents.woken, cases: cases.woken };
}

async function restore(deps: SweepDependencies, customer: CustomerRef): Promise<boolean> {
  const open = await deps.cases.unclosedOf(customer);
  // Any signal brings the case back from its journal; its own incident is known to it.
  return open !== undefined && wake(deps, { ...customer, incidentId: open.caseId });
}

async function wake({ recoveries }: SweepDependencies, incident: Parameters<Recoveries['report']>[0]): Promise<true> {
  await recoveries.report(incident);
  return true;
}

async function eachOf<T>(
  items: readonly T[],
  rouse: (item: T) => Promise<boolean>,
): Promise<{ readonly woken: number; readonly failed: number }> {
  let woken = 0;
  let failed = 0;
  for (const item of items) {
    try {
      if (await rouse(item)) woken += 1;
    } catch {
      failed += 1;
    }
  }
  return { woken, failed };
}
