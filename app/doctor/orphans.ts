import { findOrphans, type Orphan, type Orphans } from '../../activities/orphans.js';
import { TemporalRecoveryClient } from '../../client/index.js';
import { fault, ok, type Check } from './check.js';
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
    const { name, remedy } = kinds[kind];
    return {
      name,
      needs: ['MongoDB', 'namespace'],
      limit: LIMIT,
      remedy: 'see that MongoDB and Temporal answer in time, and look again',
      look: async () => {
        const orphans = (await (found ??= look()))[kind];
        return orphans.length === 0 ? ok('0') : { ...fault(counted(orphans), remedy), ids: orphans.map(idOf) };
      },
    };
  });
}

function counted(orphans: readonly Orphan[]): string {
  const named = orphans.slice(0, NAMED).map(idOf).join(', ');
  const more = orphans.length > NAMED ? ` and ${orphans.length - NAMED} more` : '';
  return `${orphans.length}: ${named}${more}`;
}

function idOf({ tenant, id }: Orphan): string {
  return `${tenant}/${id}`;
}
