import process from 'node:process';
import { misuse } from '../command-line/misuse.js';
import { readOptions, usage, type Options } from './options.js';
import { runDemo, type Ending } from './run-demo.js';

/** The last line of a run that does not stay. */
const next = 'Next: npm run dev starts the same with nothing scripted, and prints what to type.';

const stops: (() => Promise<void>)[] = [];
const interrupted = new Promise<'interrupted'>((resolve) => {
  // Each time, not once: a Ctrl-C may arrive twice, from the terminal and from npm, and must not cut the stopping short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'));
});

const asked = readOptions(process.argv.slice(2));
switch (asked.kind) {
  case 'help':
    process.stdout.write(`${usage}\n`);
    break;
  case 'misuse':
    process.stderr.write(misuse('npm run demo', asked.why));
    process.exitCode = 2;
    break;
  case 'run':
    await run(asked.options);
}

async function run(options: Options): Promise<void> {
  // With --json stdout is for the document alone.
  const screen = options.json ? process.stderr : process.stdout;
  const demo = runDemo(options, { screen, atEnd: (stop) => stops.push(stop) });
  const end = await Promise.race([demo, interrupted]).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 'failed' as const;
  });
  if (typeof end === 'object') await finish(end, options);
  for (const stop of stops.reverse()) await stop();
  // What was still starting when the interrupt came ends with this process.
  process.exit(exitCodeOf(end));
}

async function finish(ending: Ending, { json, stay }: Options): Promise<void> {
  if (json) process.stdout.write(`${JSON.stringify(ending.summary)}\n`);
  if (!stay) {
    if (!json) process.stdout.write(`\n${next}\n`);
    return;
  }
  (json ? process.stderr : process.stdout).write(whereabouts(ending));
  await interrupted;
}

function exitCodeOf(end: Ending | 'interrupted' | 'failed'): number {
  if (end === 'interrupted') return 130;
  return typeof end === 'object' && end.faults.length === 0 ? 0 : 1;
}

function whereabouts({ services, servers, keys }: Ending): string {
  return `
Everything stays up until you press Ctrl-C:
  Temporal UI    ${services.temporal.uiUrl ?? 'none'}
  Inbox          ${services.inbox.webUrl ?? 'none'}
  Phones         ${services.twilio.baseUrl}/_stand-in/messages
  HTTP API       ${servers.url}/readyz

In another terminal:
  export AMENDS_URL=${servers.url} AMENDS_API_KEY=${keys.of.operations}
  npm run amends -- case list
`;
}
