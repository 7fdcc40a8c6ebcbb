import type { Command } from 'commander';
import type { IncidentAnswer, IncidentReceipt } from '../../web/api/incident.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailure } from '../failure.js';
import type { Server } from '../server.js';
import { severities, sources } from './choices.js';
import { incidentsIn, textOf } from './incident-input.js';

const FIELDS = `
Fields (* has to be there):
  id *          of your own, and opaque: never a name, an address or a phone number
  source *      ${sources.join(', ')}
  category *    such as late_delivery; one that no protocol claims goes under the default one
  occurredAt *  an ISO 8601 time with an offset, such as 2026-03-02T11:00:00Z
  customer *    { id *, locale *, name, timeZone, email, phone (+12025550100), tier (standard, valued, vip), vulnerable }
  severity      ${severities.join(', ')}; the criteria of the programme say it otherwise
  confidence    0 to 1 that it happened; 1 otherwise
  subject       what it is about, in the customer's words: one line that messages quote
  story         the same at length; never shown
  score         { value *, of * }, such as 2 of 10
  loss          { kind * (money, time, trust), amount { minor *, currency * } }, such as 4900 USD for 49 dollars
  facts         { name: text, number, true or false }, up to 20, which messages may quote

npm run -s dev -- --incident prints one, in a checkout.`;

/** `incident report`. */
export function addReport(incident: Command, context: Context): void {
  finished(
    incident
      .command('report')
      .description('report one incident (a JSON object) or several (one JSON object a line)')
      .argument('<file>', 'the file, or - for standard input')
      .addHelpText('after', FIELDS),
    'amends incident report incident.json',
  ).action(async (file: string, options: CommonOptions) => {
    const incidents = incidentsIn(await textOf(file, context.terminal));
    const server = await context.server();
    if (incidents.length !== 1) {
      await reportAll(context, options, incidents);
      return;
    }
    const receipt = await reportOne(server, incidents[0]);
    await warnOfUnclaimed(context, [receipt.incidentId]);
    const next = `Whether it qualifies is decided next: amends incident show ${receipt.incidentId}`;
    show(context, options, { document: receipt, text: `${lineOf(receipt)}\n${next}` });
  });
}

async function reportOne(server: Server, incident: object | undefined): Promise<IncidentReceipt> {
  try {
    return await server.ask<IncidentReceipt>({ method: 'POST', path: '/v1/incidents', body: incident, isFile: true });
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.exitCode !== exitCodes.unavailable) throw error;
    // The server says so itself, where one answers.
    if ('type' in error.document) throw error;
    const message = `${error.message} A repeat is safe: the same report has no second effect.`;
    throw new CommandFailure(message, error.exitCode, error.document);
  }
}

function lineOf({ incidentId, reference }: IncidentReceipt): string {
  return `Reported ${incidentId}, reference ${reference}.`;
}

/** One look for each of these incidents; a report that is taken in is not spoilt by a look that fails. */
async function warnOfUnclaimed(context: Context, ids: readonly string[]): Promise<void> {
  const server = await context.server();
  for (const id of ids) {
    const path = `/v1/incidents/${encodeURIComponent(id)}`;
    const found = await server.ask<IncidentAnswer>({ method: 'GET', path }).catch(() => undefined);
    if (found === undefined || found.claimed || found.protocol === null) continue;
    const warning = context.paint.yellow('warning');
    context.terminal.error(`${warning} No protocol claims the category ${found.category}, so the default one applies.`);
  }
}

/** Reports one after the other, says of each what became of it, and fails at the end when one was refused. */
async function reportAll(context: Context, options: CommonOptions, incidents: readonly object[]): Promise<void> {
  const server = await context.server();
  const items: object[] = [];
  const failures: CommandFailure[] = [];
  /** One incident of each category. */
  const samples = new Map<unknown, string>();
  for (const [at, incident] of incidents.entries()) {
    context.terminal.progress?.(`Incident ${at + 1} of ${incidents.length} …`);
    try {
      const receipt = await reportOne(server, incident);
      items.push(receipt);
      samples.set('category' in incident ? incident.category : undefined, receipt.incidentId);
      if (options.json !== true) context.terminal.out(lineOf(receipt));
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      items.push(error.document);
      failures.push(error);
      context.terminal.error(`Incident ${at + 1}: ${error.message}`);
      // Nobody answers: the rest would only wait in vain.
      if (error.exitCode === exitCodes.unavailable) break;
    }
  }
  await warnOfUnclaimed(context, [...samples.values()]);
  sumUp(context, options, { items, failures, asked: incidents.length });
}

interface Sum {
  readonly items: readonly object[];
  readonly failures: readonly CommandFailure[];
  readonly asked: number;
}

function sumUp({ terminal }: Context, { json }: CommonOptions, { items, failures, asked }: Sum): void {
  const [first] = failures;
  const document = { items, next: null };
  if (first === undefined) {
    if (json === true) terminal.out(JSON.stringify(document));
    else terminal.out('Whether they qualify is decided next: amends incident refused lists those that do not.');
    return;
  }
  const sent = items.length - failures.length;
  throw new CommandFailure(
    `${sent} of ${asked} incidents were reported. Correct the others and repeat: a repeat has no second effect.`,
    first.exitCode,
    document,
  );
}
