import type { Command } from 'commander';
import type { RefusalList } from '../../web/api/incident.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { table, when } from '../terminal.js';
import { count } from './count.js';
import { addReport } from './incident-report.js';
import { addIncidentShow } from './incident-show.js';

/** `incident report`, `incident show` and `incident refused`. */
export function addIncidentCommands(program: Command, context: Context): void {
  const incident = program.command('incident').description('report failures, and see what became of them');
  addReport(incident, context);
  addIncidentShow(incident, context);
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
