import { findOrphans, type Orphan, type Orphans } from '../../activities/orphans.js';
import { TemporalRecoveryClient } from '../../client/index.js';
import { fault, ok, warning, type Check, type Verdict } from './check.js';
import type { OpenStores } from './mongo.js';
import type { OpenTemporal } from './temporal.js';

/** Milliseconds: every open case and every incident in a case is looked at. */
const LIMIT = 60_000;

/** So many are named in a line; all of them in the document. */
const NAMED = 20;

type Kind = keyof Orphans;

const kinds: Readonly<Record<Kind, { readonly name: string; readonly remedy: string }>> = {
  incident_without_case: {
    name: 'incidents without a case',
    remedy: 'restore the collection cases from a backup, or report the failure again under another id',
  },
  incident_never_taken_up: {
    name: 'incidents never taken up',
    remedy:
      'see that a worker for recovery runs, the sweep is not paused and a programme is current; the sweep wakes them',
  },
  case_without_next_move: {
    name: 'cases without a next move',
    remedy: 'see that a worker for recovery runs and the sweep is not paused; within five minutes it brings them back',
  },
  parked: {
    name: 'parked recoveries',
    remedy:
      'read why their workflow tasks fail (temporal workflow describe --workflow-id recovery/TENANT/CUSTOMER), and roll forward: docs/upgrading.md',
  },
};

/** Everything that has fallen out of every queue, by kind and id. */
export function orphanChecks(openStores: OpenStores, openTemporal: OpenTemporal): readonly Check[] {
  let found: Promise<Orphans> | undefined;
  const look = async (): Promise<Orphans> => {
    const [stores, { client }] = await Promise.all([openStores(), openTemporal()]);
    const recoveries = new TemporalRecoveryClient(client);
    return findOrphans({ ...stores, recoveries }, { now: Date.now(), reportedSince: 0 });
  };
  return (Object.keys(kinds) as Kind[]).map((kind) => {
    return {
      name: kinds[kind].name,
      needs: ['MongoDB', 'namespace'],
      limit: LIMIT,
      remedy: 'see that MongoDB and Temporal answer in time, and look again',
      look: async () => verdictOn(kind, (await (found ??= look()))[kind]),
    };
  });
}

function verdictOn(kind: Kind, orphans: readonly Orphan[] | undefined): Verdict {
  if (orphans === undefined) {
    const instead = 'use a server that has it, such as 1.32; until then watch for AmendsWorkflowTasksFail';
    return warning('unknown: this Temporal server has no attribute TemporalReportedProblems', instead);
  }
  if (orphans.length === 0) return ok('0');
  const named = { ...fault(counted(orphans), kinds[kind].remedy), ids: orphans.map(idOf) };
  return named;
}

function counted(orphans: readonly Orphan[]): string {
  const named = orphans.slice(0, NAMED).map(idOf).join(', ');
  const more = orphans.length > NAMED ? ` and ${orphans.length - NAMED} more` : '';
  return `${orphans.length}: ${named}${more}`;
}

function idOf({ tenant, id }: Orphan): string {
  return `${tenant}/${id}`;
}
