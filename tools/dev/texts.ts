import { relative } from 'node:path';
import { planInASecond } from '../demo/plan-time.js';
import type { Layout } from './layout.js';
import type { Dev } from './start-dev.js';

/** What is told of a run that has come up. */
export interface Told {
  readonly dev: Dev;
  readonly layout: Layout;
  /** Milliseconds of plan that pass in one. */
  readonly pace: number;
}

/** Where everything is, and what to do first. */
export function whereabouts({ dev: { url, services }, layout, pace }: Told): string {
  const { temporal, inbox, twilio } = services;
  const folder = relative('', layout.folder);
  const secrets = relative('', layout.secretsFile);
  const lines = [
    ['API and survey pages', url],
    ['Temporal UI', temporal.uiUrl ?? `that of ${temporal.address}`],
    ['Inbox', inbox.webUrl ?? `that of ${inbox.source}`],
    ['Phones', twilio === undefined ? 'real ones' : `${twilio.baseUrl}/_stand-in/messages`],
    ['Logs', relative('', layout.logFolder)],
  ];
  return `
Everything is up${pace === 1 ? '' : `; one second is ${planInASecond(pace)} for new cases`}:
${lines.map(([name = '', where = '']) => `  ${name.padEnd(22)} ${where}`).join('\n')}

In another terminal, report an incident (of a new customer each time), and look:
  npm run -s dev -- --incident | npm run -s amends -- incident report -
  npm run -s amends -- case list

To act as a member of staff, who then signs what the customer reads, and not as operations, an admin:
  export AMENDS_API_KEY=$(node -p "JSON.parse(fs.readFileSync('${secrets}')).apiKeys['s-101']")
  npm run -s amends -- case take CASE; npm run -s amends -- case resolve CASE --cause parcel_found

A change in programme/ is published at once; web and worker start again when their code changes. Ctrl-C stops
everything. The data stays in ${folder}/, and the next npm run dev goes on where this one stopped.
`;
}
