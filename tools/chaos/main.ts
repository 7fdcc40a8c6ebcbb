import process from 'node:process';
import { misuse } from '../command-line/misuse.js';
import { shortcomingOf, type Ending } from './ending.js';
import { readOptions, usage, type Options } from './options.js';
import { runChaos } from './run-chaos.js';

const stops: (() => Promise<void>)[] = [];
const interrupted = new Promise<'interrupted'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'));
});

const asked = readOptions(process.argv.slice(2));
switch (asked.kind) {
  case 'help':
    process.stdout.write(`${usage}\n`);
    break;
  case 'misuse':
    process.stderr.write(misuse('npm run chaos', asked.why));
    process.exitCode = 2;
    break;
  case 'run':
    await run(asked.options);
}

async function run(options: Options): Promise<void> {
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const chaos = runChaos(options, { log, atEnd: (stop) => stops.push(stop) });
  const end = await Promise.race([chaos, interrupted]).catch((error: unknown) => {
    log(error instanceof Error ? error.message : String(error));
    return 'failed' as const;
  });
  if (typeof end === 'object') show(end, options);
  for (const stop of stops.reverse()) await stop();
  // What was still starting when the interrupt came ends with this process.
  process.exit(exitCodeOf(end, options));
}

function show(end: Ending, options: Options): void {
  const shortcoming = shortcomingOf(end, options);
  for (const line of end.findings) process.stderr.write(`${line}\n`);
  if (shortcoming !== undefined) process.stderr.write(`${shortcoming}\n`);
  const words = Object.entries(end.summary).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(options.json ? `${JSON.stringify(end.summary)}\n` : `${words.join('\n')}\n`);
}

function exitCodeOf(end: Ending | 'interrupted' | 'failed', options: Options): number {
  if (end === 'interrupted') return 130;
  return typeof end === 'object' && shortcomingOf(end, options) === undefined ? 0 : 1;
}
