import type { Log } from '../dev-services/index.js';
import { readBooks } from './books.js';
import { DeadAddresses, drawDead } from './dead-addresses.js';
import { endingOf, type Ending } from './ending.js';
import { journeysOf, type Cast, type Journey } from './journeys.js';
import type { Doom } from './kill-points.js';
import type { Options } from './options.js';
import { beginTroubles, type TroublesEnd } from './planned-troubles.js';
import { Play } from './play.js';
import { failByChance } from './provider-faults.js';
import { Random } from './random.js';
import { reconcile } from './reconcile.js';
import { resetSome } from './resets.js';
import { startServices, type Services } from './services.js';
import { copiesAt, sinkOf } from './sink.js';
import { startSystem, type System } from './system.js';
import { TaskStaff } from './task-staff.js';
import { drawWriting } from './words.js';
import { chaosVariables } from './worker-settings.js';
import { Workers } from './workers.js';
import { bundleWorkflows } from './workflow-bundle.js';
import { WritingCustomers } from './writing-customers.js';

/** What a run is given besides its options. */
export interface Surroundings {
  readonly log: Log;
  /** Takes what has to be stopped in the end. */
  readonly atEnd: (stop: () => Promise<void>) => void;
  /** A MongoDB that is there already. */
  readonly mongodbUri?: string;
  /** What becomes of the first workers, before anything is drawn. */
  readonly dooms?: readonly Doom[];
  /** Milliseconds after which what providers show is whole; default: more than it takes them here on a busy machine. */
  readonly settleMs?: number;
}

/** Milliseconds: longer than it takes a provider of this tool to show a message, restarts included. */
const usualSettleMs = { calm: 10_000, rough: 30_000 } as const;
/** A frozen worker sleeps past its deadline (3,750 ms), the settle window and the next attempt. */
const frozenPast = 8_000;

/** Runs all journeys to their ends among dying workers, and holds the books against each other. Throws when something cannot start. */
export async function runChaos(options: Options, surroundings: Surroundings): Promise<Ending> {
  const beganAt = Date.now();
  const random = new Random(options.seed);
  // Generators of their own leave the draws of workers and messages as they are.
  const apart = new Random(options.seed);
  const [fates, words] = [apart.fork(), apart.fork()];
  const journeys = journeysOf(castOf(options, beganAt, { fates, words }));
  const stage = await setUp({ options, journeys }, surroundings, random);
  const { services, system, workers, play } = stage;
  const endTroubles = beginTroubles(options, { ...stage, random: random.fork() });
  const staff = new TaskStaff(system, fates.fork());
  const customers = new WritingCustomers({ ...services, ...system }, journeys);
  await play.run();
  await Promise.all([staff.stop(), customers.stop()]);
  const troubles = await endTroubles();
  await workers.calm();
  await settled(services, system);
  const before = copiesAt(services);
  const books = await readBooks(system, journeys, { answersOf: play.answersOf, heardOf: customers.heardOf });
  const resets = await resetSome(system, journeys, { times: options.resets, random: random.fork() });
  await settled(services, system);
  const sink = sinkOf(services, system.environment.KEY_SECRET, journeys);
  const found = reconcile(books, sink, options.ledger);
  tell(surroundings.log, stage, troubles);
  const { events } = system;
  return endingOf(found, {
    journeys: journeys.length,
    kills: workers.killed,
    messages: copiesAt(services),
    troubles,
    resets,
    sentByResets: copiesAt(services) - before,
    ...(events && { events: { longest: events.longest, settleMs: stage.settleMs } }),
    seconds: Math.round((Date.now() - beganAt) / 100) / 10,
  });
}

function castOf(options: Options, occurredAt: number, { fates, words }: Record<'fates' | 'words', Random>): Cast {
  const dead = { chance: options.faults, told: isAlwaysHeard(options) };
  const writing = { chance: options.words, byMail: options.evidence };
  return {
    count: options.journeys,
    occurredAt,
    draw: (channels) => drawDead(channels, dead, fates),
    drawWriting: (channels) => drawWriting(channels, writing, words),
  };
}

/** What a run takes place on. */
interface Stage {
  readonly services: Services;
  readonly system: System;
  readonly workers: Workers;
  readonly play: Play;
  /** Milliseconds after which what providers show is whole. */
  readonly settleMs: number;
}

async function setUp(
  { options, journeys }: { readonly options: Options; readonly journeys: readonly Journey[] },
  surroundings: Surroundings,
  random: Random,
): Promise<Stage> {
  const { log, atEnd, mongodbUri } = surroundings;
  const restarts = options.servers > 0;
  const services = await startServices({ log, restarts, ...(mongodbUri !== undefined && { mongodbUri }) });
  atEnd(() => services.stop());
  log(`Rung: Temporal ${services.temporal.source}; MongoDB ${services.mongo.source}; seed ${options.seed}`);
  const [system, workflows] = await Promise.all([startSystem(services, options), bundleWorkflows(services.folder)]);
  atEnd(() => system.stop());
  const dead = new DeadAddresses(new Map(journeys.flatMap((journey) => journey.dead)));
  failByChance(services, { chance: options.faults, dead }, random.fork());
  const { settleMs = isRough(options) ? usualSettleMs.rough : usualSettleMs.calm } = surroundings;
  const play = new Play(options, system, journeys);
  const progress = () => play.share;
  const workers = workersOf(options, { ...surroundings, system, workflows, settleMs, progress, random: random.fork() });
  services.smtp.onTaken(workers.taken);
  atEnd(() => workers.stop());
  await workers.start();
  return { services, system, workers, play, settleMs };
}

/** Where a server or the door is away at times, what providers tell is heard later, or never. */
function isRough({ servers, freezes, web }: Options): boolean {
  return servers + freezes + web > 0;
}

/** Twilio tells once what became of a message, and the ledger keeps it. */
function isAlwaysHeard(options: Options): boolean {
  return options.evidence && options.ledger && !isRough(options);
}

function tell(log: Log, { system, workers, settleMs }: Stage, { servers, web, outage }: TroublesEnd): void {
  log(
    `Workers frozen and continued: ${workers.frozen}; servers restarted or frozen: ${servers}; web edges killed: ${web}`,
  );
  if (system.events) log(wayOfEvents(system.events.longest, settleMs));
  if (outage)
    log(`Outage of ${outage.lasted} ms: a backlog of ${outage.backlog} was handed over in ${outage.drained} ms`);
}

function wayOfEvents(longest: number, settleMs: number): string {
  const isLate = longest > settleMs;
  return `${isLate ? 'Warning: l' : 'L'}ongest from a mail to its event: ${longest} ms; settle window ${settleMs} ms`;
}

/** Waits until both providers have told what they have to tell. */
async function settled({ twilio }: Services, { events }: System): Promise<void> {
  await events?.told();
  await twilio.settled();
}

/** What workers are made of. */
interface WorkerParts extends Pick<Surroundings, 'dooms'> {
  readonly system: System;
  readonly workflows: string;
  readonly settleMs: number;
  readonly progress: () => number;
  readonly random: Random;
}

function workersOf({ evidence, ledger, workers: count, kills, freeze }: Options, parts: WorkerParts): Workers {
  const { system, workflows, settleMs, progress, random } = parts;
  const frozenFor = frozenPast + settleMs;
  const frozen = freeze && Array.from({ length: count }, () => ({ point: freeze, passing: 1, frozenFor }));
  const dooms = parts.dooms ?? frozen;
  return new Workers({
    count,
    kills,
    env: { ...system.environment, ...chaosVariables({ evidence, ledger, settleMs, workflows }) },
    frozenFor,
    progress,
    random,
    ...(dooms !== undefined && { dooms }),
  });
}
