import process from 'node:process';

/** A run that starts services, and has to stop them however it ends. */
export interface Run<End> {
  /** Does the work, and hands each service's stop to `atEnd` as soon as that service is up. */
  readonly work: (atEnd: (stop: () => Promise<void>) => void) => Promise<End>;
  /** Shows what the work came to, while everything is still up; resolves to the exit code. */
  readonly show: (end: End, interrupted: Promise<unknown>) => number | Promise<number>;
}

/** Works until that is done, has failed or is interrupted, stops what was started, the last first, and ends the process. */
export async function runToEnd<End>({ work, show }: Run<End>): Promise<never> {
  const stops: (() => Promise<void>)[] = [];
  const interrupted = interruption();
  const done = work((stop) => void stops.push(stop)).then((end) => () => show(end, interrupted));
  const shown = await Promise.race([done, interrupted]).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return () => 1;
  });
  const exitCode = await shown();
  for (const stop of stops.reverse()) await stop();
  // What was still starting when the interrupt came ends with this process.
  process.exit(exitCode);
}

/** Resolves at the first interrupt, to the exit code that tells of one. */
function interruption(): Promise<() => number> {
  return new Promise((resolve) => {
    // Each time, not once: a Ctrl-C may arrive twice, from the terminal and from npm, and must not cut the stopping short.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(() => 130));
  });
}
