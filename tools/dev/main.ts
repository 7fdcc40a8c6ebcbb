import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { runTool } from '../command-line/run-tool.js';
import { layoutOf } from './layout.js';
import { takeLock } from './lock.js';
import { newIncident } from './new-incident.js';
import { readOptions, usage, type Options } from './options.js';
import { usualPorts } from './places.js';
import { startDev } from './start-dev.js';
import { whereabouts } from './texts.js';
import type { Log } from '../dev-services/index.js';

/** One Ctrl-C may arrive twice, from the terminal and from npm: what follows so closely is not a second one. Milliseconds. */
const sameInterrupt = 1_000;

const say: Log = (line) => void process.stdout.write(`${line}\n`);

const asked = readOptions(process.argv.slice(2));
if (asked.kind === 'incident') process.stdout.write(await newIncident(Date.now()));
else await runTool('npm run dev', asked, { usage, run: runToExit });

async function runToExit(options: Options): Promise<never> {
  await run(options).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
  // A download that was under way when the interrupt came would keep the process.
  process.exit();
}

async function run({ pace }: Options): Promise<void> {
  const layout = layoutOf(resolve('.amends'));
  mkdirSync(layout.folder, { recursive: true, mode: 0o700 });
  const release = takeLock(layout.lockFile);
  process.on('exit', () => {
    rmSync(layout.devFile, { force: true });
    release();
  });
  const stops: (() => Promise<void>)[] = [];
  const interrupt = onInterrupt();
  const interrupted = once(interrupt, 'abort');
  say('Starting Amends and what it needs:');
  const ports = await usualPorts(say);
  const programme = resolve('programme');
  const up = startDev({ layout, ports, programme, pace, say, atEnd: (stop) => void stops.push(stop) }).then((dev) => {
    if (!interrupt.aborted) say(whereabouts({ dev, layout, pace }));
    return interrupted;
  });
  try {
    await Promise.race([up, interrupted]);
  } finally {
    // What was still starting when the interrupt came ends with this process.
    for (const stop of stops.reverse()) await stop();
  }
  say('Stopped. Nothing is left running.');
}

/** Aborted by the first interrupt; at the second one the process ends at once, and what it has started ends after it. */
function onInterrupt(): AbortSignal {
  const interrupt = new AbortController();
  let firstAt = 0;
  const onSignal = (): void => {
    if (interrupt.signal.aborted) {
      if (Date.now() - firstAt > sameInterrupt) process.exit(130);
      return;
    }
    firstAt = Date.now();
    say('\nStopping: what is under way is finished. Ctrl-C once more ends everything at once.');
    interrupt.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return interrupt.signal;
}
