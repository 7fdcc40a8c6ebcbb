import { shortMark } from '../../adapters/channels/sms/index.js';
import { createMarks } from '../../adapters/marks/index.js';
import { MARK_HEADER } from '../../domain/sends/mark.js';
import type { Log } from '../dev-services/index.js';
import { tally } from '../dev-services/tally.js';
import { readBooks } from './books.js';
import { journeysOf, type Journey } from './journeys.js';
import type { Doom } from './kill-points.js';
import type { Options } from './options.js';
import { Play } from './play.js';
import { failByChance } from './provider-faults.js';
import { Random } from './random.js';
import { reconcile, type Reconciled, type Sink } from './reconcile.js';
import { ServerRestarts } from './server-restarts.js';
import { startServices, type Services } from './services.js';
import { startSystem, type System } from './system.js';
import { chaosVariables } from './worker-settings.js';
import { Workers } from './workers.js';
import { bundleWorkflows } from './workflow-bundle.js';

/** The JSON document of a run. */
export interface Summary {
  readonly journeys: number;
  /** Workers that SIGKILL ended. */
  readonly kills: number;
  /** Copies at the receivers. */
  readonly messages: number;
  /** Messages of which more than one copy arrived. */
  readonly duplicates: number;
  /** Messages that were taken as somebody says, and never arrived. */
  readonly missing: number;
  readonly inDoubt: number;
  readonly tasksForInDoubt: number;
  readonly lostCases: number;
  readonly mismatches: number;
  readonly seconds: number;
}

/** How a run went. */
export interface Ending {
  readonly summary: Summary;
  /** What was found wrong, a line each; with a ledger there may be nothing. */
  readonly findings: readonly string[];
}

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
const usualSettleMs = { calm: 5_000, withRestarts: 20_000 } as const;
/** A frozen worker sleeps past its deadline (3,750 ms), the settle window and the next attempt. */
const frozenPast = 8_000;

/** Runs all journeys to their ends among dying workers, and holds the books against each other. Throws when something cannot start. */
export async function runChaos(options: Options, surroundings: Surroundings): Promise<Ending> {
  const beganAt = Date.now();
  const { log, atEnd, mongodbUri } = surroundings;
  const random = new Random(options.seed);
  const restarts = options.servers > 0;
  const services = await startServices({ log, restarts, ...(mongodbUri !== undefined && { mongodbUri }) });
  atEnd(() => services.stop());
  log(`Rung: Temporal ${services.temporal.source}; MongoDB ${services.mongo.source}; seed ${options.seed}`);
  const [system, workflows] = await Promise.all([startSystem(services, options), bundleWorkflows(services.folder)]);
  atEnd(() => system.stop());
  failByChance(services, options.faults, random.fork());
  const { settleMs = restarts ? usualSettleMs.withRestarts : usualSettleMs.calm } = surroundings;
  const journeys = journeysOf(options.journeys, Date.now());
  const play = new Play({
    desk: system,
    journeys,
    kills: options.kills,
    countClosed: () => system.stores.connection.collection('cases').countDocuments({ closed: true }),
  });
  const progress = () => play.share;
  const workers = workersOf(options, { ...surroundings, system, workflows, settleMs, progress, random: random.fork() });
  services.smtp.onTaken(workers.taken);
  atEnd(() => workers.stop());
  await workers.start();
  const servers = new ServerRestarts(services, options.servers, random.fork());
  await play.run();
  await servers.stop();
  await workers.calm();
  await system.events?.told();
  await services.twilio.settled();
  const found = reconcile(await readBooks(system, journeys), sinkOf(services, system, journeys), options.ledger);
  log(`Frozen and continued: ${workers.frozen}; servers restarted: ${servers.count}`);
  if (system.events) log(`Longest from a mail to its event: ${system.events.longest} ms; settle window ${settleMs} ms`);
  return endingOf(found, {
    journeys: journeys.length,
    kills: workers.killed,
    messages: services.smtp.mails.length + services.twilio.messages.length,
    seconds: Math.round((Date.now() - beganAt) / 100) / 10,
  });
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

/** The messages at both receivers by the marks on them; a short mark is unique for a number. */
function sinkOf({ smtp, twilio }: Services, { environment }: System, journeys: readonly Journey[]): Sink {
  const { markOf, hashAddress } = createMarks(environment.KEY_SECRET);
  const customers = new Map(journeys.map(({ caseId, report }) => [caseId, report.customer]));
  const mails = [...smtp.copiesBy(MARK_HEADER)];
  const sms = tally(twilio.messages.map(({ to, body }) => `${to} ${/\(([^()]+)\)$/.exec(body)?.[1] ?? body}`));
  return {
    copies: new Map([...mails, ...sms]),
    nameOf: (key, caseId) => {
      const { email = '', phone = '' } = customers.get(caseId) ?? {};
      // No address is corrected in a run: each message has one copy, at the address that was reported.
      if (key.endsWith('/email')) return markOf(key, hashAddress('email', email));
      return `${phone} ${shortMark(markOf(key, hashAddress('sms', phone)))}`;
    },
  };
}

function endingOf(
  { duplicates, missing, lostCases, mismatches, inDoubt, tasksForInDoubt }: Reconciled,
  { journeys, kills, messages, seconds }: Pick<Summary, 'journeys' | 'kills' | 'messages' | 'seconds'>,
): Ending {
  const lines = (what: string, found: readonly string[]) => found.map((one) => `${what}: ${one}`);
  return {
    summary: {
      journeys,
      kills,
      messages,
      duplicates: duplicates.length,
      missing: missing.length,
      inDoubt,
      tasksForInDoubt,
      lostCases: lostCases.length,
      mismatches: mismatches.length,
      seconds,
    },
    findings: [
      ...lines('duplicate', duplicates),
      ...lines('missing', missing),
      ...lines('lost case', lostCases),
      ...lines('mismatch', mismatches),
    ],
  };
}
