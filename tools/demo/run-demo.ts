import { fileURLToPath } from 'node:url';
import { readProgramme } from '../../app/read-programme.js';
import { clockNames, type ClockName } from '../../domain/protocol/protocol.js';
import type { Programme } from '../../ports/programme-store.js';
import { Api } from './api.js';
import { cast } from './cast.js';
import { readComplaints } from './complaint.js';
import { count, faultsOf, type Summary } from './count.js';
import { closingText } from './closing-text.js';
import { partsOf, scenes } from './incidents.js';
import { freshKeys, type ApiKeys } from './keys.js';
import { readBooks } from './ledger.js';
import type { Options } from './options.js';
import { planInASecond } from './plan-time.js';
import { play } from './play.js';
import { progressOn, type Screen } from './progress.js';
import { allReceived } from './received.js';
import { startServers, type Servers } from './servers.js';
import { startServices, type Services } from './services.js';
import { pickStories } from './stories.js';

/** Takes what has to be stopped in the end. */
export type AtEnd = (stop: () => Promise<void>) => void;

/** How a run went, and what is still up. */
export interface Ending {
  readonly summary: Summary;
  /** Why it was not a good run; empty after a good one. */
  readonly faults: readonly string[];
  readonly services: Services;
  readonly servers: Servers;
  readonly keys: ApiKeys;
}

/** Where the run is shown and what stops what it starts. */
export interface Surroundings {
  readonly screen: Screen;
  readonly atEnd: AtEnd;
}

/** Complaints of eight months come in as if they were of the last week. */
const reach = 7 * 86_400_000;
/** A clock that runs shorter measures the machine and not the staff. Milliseconds. */
const shortestClock = 2_000;

const folder = fileURLToPath(new URL('../../programme', import.meta.url));

/** Starts everything, plays all complaints to their ends, counts what arrived, and tells it. Throws when something cannot start. */
export async function runDemo({ pace, kill }: Options, { screen, atEnd }: Surroundings): Promise<Ending> {
  const beganAt = Date.now();
  const say = (line: string): void => void screen.write(`${line}\n`);
  say('Starting what a recovery needs, for this run alone:');
  const services = await startServices(say);
  atEnd(services.stop);
  const keys = freshKeys();
  const servers = await startServers(services, keys);
  atEnd(servers.stop);
  say(`  Amends: web edge at ${servers.url}, and a worker`);
  const programme = await pacedProgramme(pace);
  await new Api(servers.url, keys.of.operations).publish(programme);

  const reportsAt = Date.now();
  const all = scenes(await readComplaints(), cast, { beginsAt: reportsAt, reach: reach / pace });
  say(`\nReporting ${all.length} complaints. One second is ${planInASecond(pace)} of plan.\n`);
  const progress = progressOn(screen, { beganAt: reportsAt, pace }, cast.length);
  const reported = await play({ services, servers, keys, scenes: all, pace, kill, progress });

  const received = allReceived(await services.inbox.messages(), services.twilio.messages);
  const books = await readBooks(servers.mongodbUri);
  const seconds = Math.round((Date.now() - beganAt) / 100) / 10;
  const clocks = countedClocks(programme);
  const { summary, remarks } = count({ reported, received, books, clocks, seconds });
  const stories = pickStories({ books, received, partsOf: partsOf(cast) });
  const faults = faultsOf(summary, remarks);
  say(closingText({ summary, remarks, faults, stories, clocks, pace }));
  return { summary, faults, services, servers, keys };
}

async function pacedProgramme(pace: number): Promise<Programme> {
  const reading = await readProgramme(folder, { pace });
  if (reading.kind === 'sound') return reading.programme;
  const faults = reading.faults.map(({ file, line, message }) => `  ${file}:${line} ${message}`);
  throw new Error(`The programme cannot be published:\n${faults.join('\n')}`);
}

function countedClocks({ protocols }: Programme): readonly ClockName[] {
  return clockNames.filter((name) => protocols.every(({ clocks }) => clocks[name] >= shortestClock));
}
