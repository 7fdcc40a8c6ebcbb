import { afterAll, describe, expect, it } from 'vitest';
import type { Ending } from '../../tools/chaos/ending.js';
import type { Doom } from '../../tools/chaos/kill-points.js';
import { usualOptions, type Options } from '../../tools/chaos/options.js';
import { runChaos, type Surroundings } from '../../tools/chaos/run-chaos.js';
import { ownDatabase } from '../support/mongo.js';

/** Journeys that end within seconds, so that a killed sender is what the time goes into. */
const small: Options = { ...usualOptions, journeys: 3, kills: 1, workers: 1, pace: 400_000, faults: 0 };

/** What a sender that dies with the provider's answer in its hands does. */
const atTheWorstMoment: readonly Doom[] = [{ point: 'handed_over', passing: 1 }];

const clean = { duplicates: 0, missing: 0, inDoubt: 0, tasksForInDoubt: 0, lostCases: 0, mismatches: 0 };

describe('workers that are killed between the hand-over and the ledger', () => {
  const stops: (() => Promise<void>)[] = [];

  async function run(options: Partial<Options>): Promise<Ending> {
    const atEnd: Surroundings['atEnd'] = (stop) => void stops.push(stop);
    const surroundings = { log: () => undefined, atEnd, mongodbUri: await ownDatabase(), settleMs: 1_500 };
    return runChaos({ ...small, ...options }, { ...surroundings, dooms: atTheWorstMoment });
  }

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  // Side by side: both spend most of their time waiting for the death of a worker to be noticed.
  it('send every message exactly once with the ledger, and one of them twice without', async () => {
    const [withLedger, without] = await Promise.all([run({}), run({ ledger: false, evidence: false })]);
    // How busy the machine is says nothing about the product.
    expect(withLedger.findings.filter((line) => !line.startsWith('tool: '))).toEqual([]);
    expect(withLedger.summary).toMatchObject({ ...clean, journeys: 3, kills: 1 });
    expect(withLedger.summary.messages).toBeGreaterThanOrEqual(3 * 5);
    expect(without.summary.kills).toBe(1);
    expect(without.summary.duplicates).toBeGreaterThan(0);
  });
});
