import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { IncidentReceipt, RefusalList } from '../../web/api/incident.js';
import { finished, show, type CommonOptions, type Context, type Result } from '../context.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFailure } from '../failure.js';
import type { Server } from '../server.js';
import { table, when, type Terminal } from '../terminal.js';
import { count } from './count.js';

/** `incident report` and `incident refused`. */
export function addIncidentCommands(program: Command, context: Context): void {
  const incident = program.command('incident').description('report failures, and see which were refused');
  finished(
    incident
      .command('report')
      .description('report one incident (a JSON object) or several (one JSON object a line)')
      .argument('<file>', 'the file, or - for standard input'),
    'amends incident report incident.json',
  ).action(async (file: string, options: CommonOptions) => {
    const incidents = incidentsIn(await textOf(file, context.terminal));
    const server = await context.server();
    if (incidents.length === 1) show(context, options, await reportOne(server, incidents[0]));
    else await reportAll(context, options, incidents);
  });
  finished(
    incident
      .command('refused')
      .description('list the incidents that were refused, newest first, each with its reason')
      .option('--limit <number>', 'at most this many, up to 200; 50 otherwise', count)
      .option('--cursor <next>', 'go on where an earlier page ended'),
    'amends incident refused',
  ).action(async (options: CommonOptions & { readonly limit?: number; readonly cursor?: string }) => {
    const { limit, cursor } = options;
    const query = new URLSearchParams({ state: 'refused' });
    if (limit !== undefined) query.set('limit', `${limit}`);
    if (cursor !== undefined) query.set('cursor', cursor);
    const server = await context.server();
    const list = await server.ask<RefusalList>({ method: 'GET', path: `/v1/incidents?${query.toString()}` });
    show(context, options, { document: list, text: refusalsText(list, context) });
    if (list.next !== null && options.json !== true) context.terminal.error(`There are more: --cursor ${list.next}`);
  });
}

function refusalsText({ items }: RefusalList, { paint }: Context): string {
  if (items.length === 0) return 'No incident was refused.';
  const rows = items.map((one) => [one.incidentId, one.reason, one.category, one.customerId, when(one.reportedAt)]);
  return table([['INCIDENT', 'REASON', 'CATEGORY', 'CUSTOMER', 'REPORTED'], ...rows], paint);
}

async function textOf(file: string, { input, folder }: Terminal): Promise<string> {
  if (file !== '-') {
    return readFile(resolve(folder, file), 'utf8').catch(() => {
      throw new CommandFailure(`${file} cannot be read.`, exitCodes.failed);
    });
  }
  const parts: Buffer[] = [];
  for await (const part of input) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

/** The whole text as one object, or each line as one. All are read before the first is sent. */
function incidentsIn(text: string): readonly object[] {
  const whole = objectIn(text);
  if (whole !== undefined) return [whole];
  const lines = text.split('\n').map((line, at) => ({ line: line.trim(), at: at + 1 }));
  const filled = lines.filter(({ line }) => line !== '');
  if (filled.length === 0) throw new CommandFailure('There is no incident in the input.', exitCodes.failed);
  return filled.map(({ line, at }) => {
    const incident = objectIn(line);
    if (incident !== undefined) return incident;
    throw new CommandFailure(`Line ${at} is no JSON object; nothing was sent.`, exitCodes.failed);
  });
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function reportOne(server: Server, incident: object | undefined): Promise<Result> {
  const receipt = await server.ask<IncidentReceipt>({ method: 'POST', path: '/v1/incidents', body: incident });
  return { document: receipt, text: lineOf(receipt) };
}

function lineOf({ incidentId, reference }: IncidentReceipt): string {
  return `Reported ${incidentId}, reference ${reference}.`;
}

/** Reports one after the other, says of each what became of it, and fails at the end when one was refused. */
async function reportAll(context: Context, options: CommonOptions, incidents: readonly object[]): Promise<void> {
  const server = await context.server();
  const items: object[] = [];
  const failures: CommandFailure[] = [];
  for (const [at, incident] of incidents.entries()) {
    context.terminal.progress?.(`Incident ${at + 1} of ${incidents.length} …`);
    try {
      const { document, text } = await reportOne(server, incident);
      items.push(document);
      if (options.json !== true) context.terminal.out(text);
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      items.push(error.document);
      failures.push(error);
      context.terminal.error(`Incident ${at + 1}: ${error.message}`);
      // Nobody answers: the rest would only wait in vain.
      if (error.exitCode === exitCodes.unavailable) break;
    }
  }
  const [first] = failures;
  const document = { items, next: null };
  if (first === undefined) {
    if (options.json === true) context.terminal.out(JSON.stringify(document));
    return;
  }
  const sent = items.length - failures.length;
  throw new CommandFailure(
    `${sent} of ${incidents.length} incidents were reported. Correct the others and repeat: a repeat has no second effect.`,
    first.exitCode,
    document,
  );
}
