import type { CaseStore } from '../ports/case-store.js';
import type { Clock } from '../ports/clock.js';
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

/** Finds what fell between two writes: incidents without a recovery, and open cases without a run. */
export async function sweep(deps: SweepDependencies): Promise<Swept> {
  const now = deps.clock.now();
  const waiting = await deps.incidents.waiting(now - GRACE);
  for (const { tenant, customerId, incidentId } of waiting) {
    await deps.recoveries.report({ tenant, customerId, incidentId });
  }
  return { incidents: waiting.length, cases: await restoreDead(deps, now - LOOK_BACK) };
}

async function restoreDead(deps: SweepDependencies, since: number): Promise<number> {
  let found = 0;
  for (const customer of await deps.recoveries.died(since)) {
    const open = await deps.cases.unclosedOf(customer);
    if (open === undefined) continue;
    // Any signal brings the case back from its journal; its own incident is known to it.
    await deps.recoveries.report({ ...customer, incidentId: open.caseId });
    found += 1;
  }
  return found;
}
