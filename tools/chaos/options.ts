import { parseArgs } from 'node:util';
import { type Asked, readCommandLine } from '../command-line/asked.js';
import { killPoints, type KillPoint } from './kill-points.js';

/** How a run of the chaos tool is to be. */
export interface Options {
  /** Customers with one incident each. */
  readonly journeys: number;
  /** Workers that are killed with SIGKILL, as long as journeys are under way; frozen ones come on top. */
  readonly kills: number;
  /** Whether providers tell, and can be asked, what became of a message. */
  readonly evidence: boolean;
  /** Whether sends are recorded; without, the run shows what the ledger is there for. */
  readonly ledger: boolean;
  readonly seed: number;
  /** Worker processes at a time. */
  readonly workers: number;
  /** Milliseconds of plan that pass in one. */
  readonly pace: number;
  /** Restarts of MongoDB and of the Temporal server, so many of each. */
  readonly servers: number;
  /** Recoveries that are reset after all have closed, each to its first workflow task and to a later one. */
  readonly resets: number;
  /** Kills of the web edge with SIGKILL. */
  readonly web: number;
  /** How often MongoDB is frozen with SIGSTOP for some seconds. */
  readonly freezes: number;
  /** How often nobody listens for mails for a moment. */
  readonly refusals: number;
  /** Seconds from the middle of the run on in which nobody listens for mails and SMS. */
  readonly outage: number;
  /** Days of plan from the middle of the run on in which there is no worker. */
  readonly absent: number;
  /** The chance of a fault at a provider, a message, and of an address that refuses for good; 0 to 1. */
  readonly faults: number;
  /** The chance that a customer writes back, with STOP, the wish for a call or what a person has to read; 0 to 1. */
  readonly words: number;
  /** The first workers are frozen when they first pass this point; default: all is drawn. */
  readonly freeze?: KillPoint;
  /** Whether stdout holds one JSON document and nothing else. */
  readonly json: boolean;
}

/** A run of less than a minute. Twenty-eight hours in a second: a journey without an answer ends after fifteen. */
export const usualOptions: Options = {
  journeys: 20,
  kills: 5,
  evidence: true,
  ledger: true,
  seed: 1,
  workers: 3,
  pace: 100_000,
  servers: 0,
  resets: 0,
  web: 0,
  freezes: 0,
  refusals: 0,
  outage: 0,
  absent: 0,
  faults: 0.1,
  words: 0,
  json: false,
};

/** How the tool is called. */
export const usage = `Usage: npm run chaos -- [options]

Runs journeys against real services while workers are killed and frozen and providers fail, and counts afterwards whether
what arrived, the ledger, the cases and the workflows say the same.

Options:
  --journeys N       customers with one incident each (default ${usualOptions.journeys})
  --kills K          workers that are killed (default ${usualOptions.kills})
  --evidence on|off  whether providers can tell what became of a message (default on)
  --ledger on|off    off: nothing is recorded of a send, which shows what the ledger is for (default on)
  --seed S           the same faults for the same seed; what the machine makes of them differs (default ${usualOptions.seed})
  --workers W        worker processes at a time (default ${usualOptions.workers})
  --pace P           milliseconds of plan that pass in one (default ${usualOptions.pace})
  --servers R        restarts of MongoDB and of Temporal, so many of each (default ${usualOptions.servers})
  --resets N         closed recoveries that are reset, each to its first workflow task and to a later one (default ${usualOptions.resets})
  --web K            kills of the web edge (default ${usualOptions.web})
  --freezes F        times that MongoDB is frozen for some seconds (default ${usualOptions.freezes})
  --refusals R       times that nobody listens for mails for a moment (default ${usualOptions.refusals})
  --outage S         seconds in the middle of the run in which mails and SMS are down (default ${usualOptions.outage})
  --absent D         days of plan in the middle of the run in which there is no worker (default ${usualOptions.absent})
  --faults F         chance of a fault, a message, and of an address that refuses for good, 0 to 1 (default ${usualOptions.faults})
  --words W          chance that a customer writes back: STOP, a call, a reply; 0 to 1 (default ${usualOptions.words})
  --freeze POINT     first freeze each worker at this point: ${killPoints.slice(0, 6).join(', ')},
                     ${killPoints.slice(6).join(', ')}
  --json             print one JSON document on stdout, everything else on stderr
  --help             print this`;

const text = { type: 'string' } as const;
const known = {
  journeys: text,
  kills: text,
  evidence: text,
  ledger: text,
  seed: text,
  workers: text,
  pace: text,
  servers: text,
  resets: text,
  web: text,
  freezes: text,
  refusals: text,
  outage: text,
  absent: text,
  faults: text,
  words: text,
  freeze: text,
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Least and most of each number. */
const ranges = {
  journeys: [1, 100_000],
  kills: [0, 100_000],
  seed: [0, 2 ** 32 - 1],
  workers: [1, 16],
  pace: [1, 10_000_000],
  servers: [0, 1_000],
  resets: [0, 100_000],
  web: [0, 1_000],
  freezes: [0, 1_000],
  refusals: [0, 1_000],
  outage: [0, 3_600],
  absent: [0, 365],
  faults: [0, 1],
  words: [0, 1],
} as const;

/** Reads the command line (without `node` and script). */
export function readOptions(words: readonly string[]): Asked<Options> {
  return readCommandLine(() => {
    const { help, json, evidence, ledger, freeze, ...given } = parseArgs({ args: [...words], options: known }).values;
    if (help) return { kind: 'help' };
    const numbers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, numberOf(name as keyof typeof ranges, value)]),
    );
    const switches = { evidence: switchOf('evidence', evidence), ledger: switchOf('ledger', ledger) };
    const first = freeze === undefined ? {} : { freeze: pointOf(freeze) };
    const options: Options = { ...usualOptions, ...numbers, ...switches, ...first, json };
    // Each recovery is reset once at most: the rest would be left out, and the run look like more than it was.
    if (options.resets > options.journeys)
      throw new Error(`--resets may be ${options.journeys} at most: a recovery each, of as many --journeys`);
    return { kind: 'run', options };
  });
}

function numberOf(name: keyof typeof ranges, value: string): number {
  const [least, most] = ranges[name];
  const number = value.trim() === '' ? NaN : Number(value);
  const isChance = name === 'faults' || name === 'words';
  const isFit = number >= least && number <= most && (isChance || Number.isInteger(number));
  if (!isFit) throw new Error(`--${name} has to be a ${isChance ? '' : 'whole '}number from ${least} to ${most}`);
  return number;
}

function pointOf(name: string): KillPoint {
  const point = killPoints.find((one) => one === name);
  if (point === undefined) throw new Error(`--freeze has to be one of ${killPoints.join(', ')}`);
  return point;
}

function switchOf(name: string, value = 'on'): boolean {
  if (value !== 'on' && value !== 'off') throw new Error(`--${name} has to be on or off`);
  return value === 'on';
}
