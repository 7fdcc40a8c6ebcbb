import type { ConsentStore } from '../ports/consent-store.js';
import type { InputStore } from '../ports/input-store.js';
import type { OrphanKind, RecoveryMetrics } from '../ports/metrics.js';
import type { Recoveries } from '../ports/recoveries.js';
import { announceReleases, type ReleaseSources } from './announce-releases.js';
import { hearInput, type HearingSources } from './hear-input.js';
import { hearOptOut } from './hear-opt-out.js';
import { ofEach } from './of-each.js';
import { findOrphans, type OrphanSources, type Orphans } from './orphans.js';
import { sweepSends, type SendSweepSources } from './sweep-sends.js';

/** What a sweep looks at. */
export type SweepDependencies = OrphanSources &
  SendSweepSources &
  HearingSources &
  ReleaseSources & {
    readonly inputs: Pick<InputStore, 'unheard'>;
    readonly consents: Pick<ConsentStore, 'untold' | 'told'>;
    readonly recoveries: Recoveries;
    readonly metrics: Pick<RecoveryMetrics, 'orphans' | 'released'>;
  };

/** How much a sweep found and woke. */
export interface Swept {
  /** Incidents that were stored and never taken up. */
  readonly incidents: number;
  /** Open cases without a run. */
  readonly cases: number;
  /** What customers wrote, did or refused, and no case has recorded. */
  readonly inputs: number;
  /** Messages of which nobody knew what became of them: settled now, or with a task. */
  readonly sends: number;
  /** Receipts that did not come in time. */
  readonly receipts: number;
  /** Customers whom promotion may reach again, announced now. */
  readonly released: number;
}

/** The activity behind the sweep's schedule. */
export interface SweepActivities {
  /** Finds and wakes what fell between two writes. */
  sweep(): Promise<Swept>;
}

/** An incident younger than this may be about to be signalled by its own report. Milliseconds. */
const GRACE = 60_000;
/** What a case has heard it may show only once it rests: a second telling would be a needless fact. Milliseconds. */
const HEARD_WITHIN = 5 * 60_000;
/** Incidents of this age and less are held against their cases: all of them, every five minutes, would be no help. Milliseconds. */
const LOOK_BACK = 7 * 24 * 3_600_000;

/**
 * Finds what fell between two writes: incidents without a recovery, and open cases without a run; and what has come due with
 * nobody there to see it. Orphans are counted as they were found; those that stay are in need of a person. One that cannot be woken keeps no other from it. Throws in
 * the end when there was one, so that the activity is tried again.
 */
export async function sweep(deps: SweepDependencies): Promise<Swept> {
  const now = deps.clock.now();
  const incidents = await ofEach(await deps.incidents.waiting(now - GRACE), ({ tenant, customerId, incidentId }) =>
    wake(deps, { tenant, customerId, incidentId }),
  );
  const orphans = await findOrphans(deps, { now, reportedSince: now - LOOK_BACK });
  count(deps, orphans);
  // Any signal brings a case back from its journal; its own incident is known to it.
  const cases = await ofEach(orphans.case_without_next_move, ({ tenant, customerId, id: incidentId }) =>
    wake(deps, { tenant, customerId, incidentId }),
  );
  const inputs = await ofEach(await deps.inputs.unheard(now - HEARD_WITHIN), (input) => hearInput(deps, input));
  const optOuts = await ofEach(await deps.consents.untold(now - HEARD_WITHIN), (one) => hearOptOut(deps, one));
  const ledger = await sweepSends(deps);
  const releases = await announceReleases(deps);
  const failed = [incidents, cases, inputs, optOuts, ledger, releases].reduce((sum, { failed: some }) => sum + some, 0);
  // How many is all that may be said: the errors of stores and servers can quote what they were given.
  if (failed > 0) throw new Error(`${failed} could not be put in order`);
  const woken = { incidents: incidents.done, cases: cases.done, inputs: inputs.done + optOuts.done };
  return { ...woken, sends: ledger.settled, receipts: ledger.overdue, released: releases.released };
}

function count({ metrics }: SweepDependencies, orphans: Orphans): void {
  for (const kind of Object.keys(orphans) as OrphanKind[]) {
    const found = orphans[kind];
    // A 0 would say that somebody has looked.
    if (found !== undefined) metrics.orphans(kind, found.length);
  }
}

function wake({ recoveries }: SweepDependencies, incident: Parameters<Recoveries['report']>[0]): Promise<void> {
  return recoveries.report(incident);
}
