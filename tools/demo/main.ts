import process from 'node:process';
import { runToEnd } from '../command-line/run-to-end.js';
import { runTool } from '../command-line/run-tool.js';
import { readOptions, usage, type Options } from './options.js';
import { runDemo, type Ending } from './run-demo.js';

/** The last line of a run that does not stay. */
const next = 'Next: npm run dev starts the same with nothing scripted, and prints what to type.';

await runTool('npm run demo', readOptions(process.argv.slice(2)), { usage, run });

function run(options: Options): Promise<void> {
  // With --json stdout is for the document alone.
  const screen = options.json ? process.stderr : process.stdout;
  return runToEnd({
    work: (atEnd) => runDemo(options, { screen, atEnd }),
    show: async (end, interrupted) => {
      show(end, options);
      if (options.stay) await interrupted;
      return end.faults.length === 0 ? 0 : 1;
    },
  });
}

function show(ending: Ending, { json, stay }: Options): void {
  if (json) process.stdout.write(`${JSON.stringify(ending.summary)}\n`);
  if (stay) (json ? process.stderr : process.stdout).write(whereabouts(ending));
  else if (!json) process.stdout.write(`\n${next}\n`);
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
