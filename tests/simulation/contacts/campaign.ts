import fc from 'fast-check';
import { wasSuppressed } from '../../../domain/journey/past-leases.js';
import { Life } from './life.js';
import { staysAway } from './oracle.js';
import { sequences, type Step } from './sequence.js';

/** What a campaign has seen. */
export interface Seen {
  sequences: number;
  asked: number;
  /** Promotions that were allowed. */
  allowed: number;
  /** Customers announced as free again. */
  released: number;
}

/** A sequence that broke a rule, made as small as it went, with what it broke. */
export interface Broken {
  readonly steps: readonly Step[];
  readonly rules: readonly string[];
}

/** How a campaign is run; `look` replaces the look before a contact, for mutants. */
export interface ContactCampaign {
  readonly seed: number;
  readonly sequences: number;
  readonly look?: ConstructorParameters<typeof Life>[0];
  /** Whether what breaks a rule is made as small as it goes; it is where missing. */
  readonly shrinks?: boolean;
  /** Is told after each sequence. */
  readonly lived?: (seen: Seen) => void;
}

/** Lives through random sequences until one breaks a rule; `broken` is undefined when none does. */
export async function liveContacts({ seed, sequences: runs, look, shrinks = true, lived }: ContactCampaign): Promise<{
  readonly seen: Seen;
  readonly broken?: Broken;
}> {
  const seen: Seen = { sequences: 0, asked: 0, allowed: 0, released: 0 };
  let broken: Broken | undefined;
  const holds = fc.asyncProperty(sequences, async (steps) => {
    const rules = await brokenBy(steps, look, seen);
    lived?.(seen);
    if (rules.length > 0) broken = { steps, rules };
    return rules.length === 0;
  });
  const found = await fc.check(holds, { seed, numRuns: runs, endOnFailure: !shrinks });
  if (found.failed && broken === undefined) throw new Error('the sequence failed', { cause: found.errorInstance });
  return { seen, ...(broken !== undefined && { broken }) };
}

async function brokenBy(steps: readonly Step[], look: ContactCampaign['look'], seen: Seen): Promise<readonly string[]> {
  const life = new Life(look);
  await life.live(steps);
  const away = (at: number): boolean => staysAway(life, at);
  const events = await life.desk.stores.events.after('acme', { place: 0, limit: 200 });
  const past = await life.pastOf();
  seen.sequences += 1;
  seen.asked += life.asked.length;
  seen.allowed += life.asked.filter(({ allowed }) => allowed).length;
  seen.released += events.length;
  const last = life.asked.at(-1);
  const isFree = last !== undefined && life.reports.length > 0 && !away(last.at);
  const rules: readonly (readonly [rule: string, isBroken: boolean])[] = [
    ['leak: allowed while promotion has to stay away', life.asked.some(({ at, allowed }) => allowed && away(at))],
    ['lost: refused though it may be', life.asked.some(({ at, allowed, quiet }) => quiet && !allowed && !away(at))],
    ['as of then: judged otherwise afterwards', life.asked.some(({ at }) => wasSuppressed(past, at) !== away(at))],
    ['event: released twice at once', new Set(events.map(({ at }) => at)).size < events.length],
    ['event: released while it has to stay away', events.some(({ at }) => away(at) || !away(at - 1))],
    ['event: not released in the end', isFree && events.every(({ at }) => isReportedSince(life, at))],
  ];
  return rules.filter(([, isBroken]) => isBroken).map(([rule]) => rule);
}

/** Whether the customer was let down again after this end. */
function isReportedSince({ reports }: Pick<Life, 'reports'>, at: number): boolean {
  return reports.some((report) => report.at > at);
}
