import process from 'node:process';
import { runToEnd } from '../command-line/run-to-end.js';
import { runTool } from '../command-line/run-tool.js';
import { shortcomingOf, type Ending } from './ending.js';
import { readOptions, usage, type Options } from './options.js';
import { runChaos } from './run-chaos.js';

await runTool('npm run chaos', readOptions(process.argv.slice(2)), { usage, run });

function run(options: Options): Promise<void> {
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  return runToEnd({
    work: (atEnd) => runChaos(options, { log, atEnd }),
    show: (end) => show(end, options),
  });
}

/** The exit code: 0 when everything that was asked for came about, and all books say the same. */
function show(end: Ending, options: Options): number {
  const shortcoming = shortcomingOf(end, options);
  for (const line of end.findings) process.stderr.write(`${line}\n`);
  if (shortcoming !== undefined) process.stderr.write(`${shortcoming}\n`);
  const words = Object.entries(end.summary).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(options.json ? `${JSON.stringify(end.summary)}\n` : `${words.join('\n')}\n`);
  return shortcoming === undefined ? 0 : 1;
}
