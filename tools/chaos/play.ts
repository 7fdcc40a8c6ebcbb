import { setTimeout as pause } from 'node:timers/promises';
import { begin, type Journey } from './journeys.js';
import type { Options } from './options.js';
import type { System } from './system.js';

/** Reports a second at most. */
const mostReportsASecond = 10;
/** Milliseconds of reporting that each kind of trouble is given, a time. */
const reportingPer = { kills: 1_500, servers: 12_000, freezes: 12_000, web: 9_000, refusals: 1_500 } as const;
/** Milliseconds that journeys may take from the last report on, and more for each kill. */
const patience = { all: 120_000, perKill: 3_000 } as const;
const look = 250;

/** Milliseconds over which the journeys of a run are reported: as many as its troubles take. */
export function reportingTime(options: Options): number {
  const troubles = Object.entries(reportingPer).map(([kind, ms]) => options[kind as keyof typeof reportingPer] * ms);
  return Math.max((options.journeys / mostReportsASecond) * 1_000, ...troubles);
}

/** Milliseconds that a backlog may take to be handed over, and its journeys to end after that: twice the outage. */
export function outagePatience({ outage }: Pick<Options, 'outage'>): number {
  return 2 * outage * 1_000;
}

/** Reports all journeys, and waits for their cases to close, or far too long. */
export async function playAll(
  options: Options,
  { url, keys, stores }: System,
  journeys: readonly Journey[],
): Promise<void> {
  const failures: unknown[] = [];
  for (const journey of journeys) {
    // What fails here shows in the end as a case that is not there or did not close.
    void begin({ url, keys }, journey).catch((error: unknown) => failures.push(error));
    await pause(reportingTime(options) / journeys.length);
  }
  const giveUpAt = Date.now() + patience.all + options.kills * patience.perKill + 2 * outagePatience(options);
  const closed = () => stores.connection.collection('cases').countDocuments({ closed: true });
  while ((await closed().catch(() => 0)) < journeys.length && Date.now() < giveUpAt) await pause(look);
}
