import { setTimeout as pause } from 'node:timers/promises';
import type { Options } from './options.js';
import { outage, type OutageEnd } from './outage.js';
import { outagePatience, reportingTime } from './play.js';
import { refuseMails } from './provider-faults.js';
import type { Random } from './random.js';
import type { Services } from './services.js';
import type { System } from './system.js';
import { Troubles } from './troubles.js';
import type { Workers } from './workers.js';

/** Whom troubles befall, and what draws their times. */
export interface Befallen {
  readonly services: Services;
  readonly system: System;
  readonly workers: Workers;
  readonly random: Random;
}

/** How often each came, and how the outage went. */
export interface TroublesEnd {
  readonly servers: number;
  readonly web: number;
  readonly outage?: OutageEnd;
}

/** Milliseconds between two troubles of the same part. */
const between = { servers: [2_000, 6_000], web: [3_000, 6_000], providers: [300, 1_200] } as const;
/** Longer than a driver looks for a server, and than an attempt of a record may take. Milliseconds. */
const mongoFrozenFor = 6_000;
const DAY = 86_400_000;

/** Lets begin what the options ask for besides dying workers; the function that it gives lets no more come, and waits. */
export function beginTroubles(options: Options, befallen: Befallen): () => Promise<TroublesEnd> {
  const { services, system, random } = befallen;
  const middle = reportingTime(options) / 2;
  let outageEnd: OutageEnd | undefined;
  const servers = new Troubles(
    [
      { times: options.servers, befall: () => services.restartMongo() },
      { times: options.servers, befall: () => services.restartTemporal() },
      { times: options.freezes, befall: () => services.freezeMongo(mongoFrozenFor) },
    ],
    between.servers,
    random.fork(),
  );
  const web = new Troubles([{ times: options.web, befall: system.killWeb }], between.web, random.fork());
  const beganAt = Date.now();
  const inTheMiddle = async () => {
    await pause(beganAt + middle - Date.now());
    const scene = { ...services, ...system, patience: 2 * outagePatience(options) };
    outageEnd = await outage(scene, options.outage * 1_000);
  };
  const providers = new Troubles(
    [
      { times: options.refusals, befall: () => refuseMails(services.smtp) },
      { times: Math.sign(options.outage), befall: inTheMiddle },
    ],
    between.providers,
    random.fork(),
  );
  const absence = absent(options, befallen.workers, middle);
  return async () => {
    await Promise.all([servers.stop(), web.stop(), providers.stop(), absence]);
    return { servers: servers.count, web: web.count, ...(outageEnd !== undefined && { outage: outageEnd }) };
  };
}

async function absent({ absent: days, pace }: Options, workers: Workers, middle: number): Promise<void> {
  if (days === 0) return;
  await pause(middle);
  await workers.leave((days * DAY) / pace);
}
