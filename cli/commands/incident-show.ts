import type { Command } from 'commander';
import type { IncidentAnswer } from '../../web/api/incident.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { when } from '../terminal.js';

/** `incident show`: what has become of one report. */
export function addIncidentShow(incident: Command, context: Context): void {
  finished(
    incident
      .command('show')
      .description('show what has become of one report: waiting, in which case, or refused and why')
      .argument('<incident>', 'the id of the incident'),
    'amends incident show order-1041-late',
  ).action(async (id: string, options: CommonOptions) => {
    const server = await context.server();
    const path = `/v1/incidents/${encodeURIComponent(id)}`;
    const found = await server.ask<IncidentAnswer>({ method: 'GET', path });
    show(context, options, { document: found, text: textOf(found) });
  });
}

function textOf(found: IncidentAnswer): string {
  const { incidentId, reference, reportedAt, customerId, category } = found;
  return [
    `Incident ${incidentId}, reference ${reference}, reported ${when(reportedAt)}`,
    becameOf(found),
    `Customer ${customerId}; category ${category}${protocolText(found)}`,
  ].join('\n');
}

function becameOf({ state, caseId, reason }: IncidentAnswer): string {
  switch (state) {
    case 'waiting':
      return 'Waiting: no case has taken it up yet. If that lasts, amends doctor says what is away.';
    case 'in_case':
      return `In the case ${caseId ?? '-'}: amends case show ${caseId ?? '-'}`;
    case 'refused':
      return `Refused: ${reason ?? 'without a reason'}. Nothing is sent to the customer.`;
  }
}

function protocolText({ protocol, claimed }: IncidentAnswer): string {
  if (protocol === null) return '; no programme is published yet, and nothing happens before one is';
  return claimed ? `, of protocol ${protocol}` : `, which no protocol claims: ${protocol} applies`;
}
