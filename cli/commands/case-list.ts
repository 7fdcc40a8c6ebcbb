import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CaseItem, CaseList } from '../../web/api/case.js';
import { finished, show, type Context } from '../context.js';
import { instantOf } from '../instant.js';
import type { Server } from '../server.js';
import { plain } from '../terminal.js';
import { listText } from './case-texts.js';
import { outcomes, severities, slaStates, stages, waits } from './choices.js';
import { givenFilters } from './given-filters.js';
import { queryOf, tellMore, withPages, type PageOptions } from './paging.js';

interface ListOptions extends PageOptions {
  readonly stage?: string;
  readonly severity?: string;
  readonly owner?: string;
  readonly team?: string;
  readonly sla?: string;
  readonly waitingFor?: string;
  readonly protocol?: string;
  readonly outcome?: string;
  readonly customer?: string;
  readonly reference?: string;
  readonly open?: boolean;
  readonly closed?: boolean;
  readonly dueBefore?: string;
  readonly due?: boolean;
  readonly all?: boolean;
}

/** The largest page that the server gives. */
const LARGEST_PAGE = 200;

/** `case list`. */
export function addList(cases: Command, context: Context): void {
  finished(
    withPages(
      withFilters(cases.command('list').description('list cases, newest first')).option(
        '--due',
        'sort by what is due first, a clock or a decision',
      ),
    ).addOption(new Option('--all', 'every page, one after the other').conflicts('limit')),
    'amends case list --open --sla breached --due',
  ).action(async (options: ListOptions, command: Command) => {
    const query = filterOf(options, context.terminal.now());
    const server = await context.server();
    const list = options.all === true ? await allOf(server, query, context) : await pageOf(server, query);
    show(context, options, {
      document: list,
      text: list.items.length === 0 ? noCases(command) : listText(list.items, context.paint),
    });
    if (list.note !== undefined) context.terminal.error(plain(list.note));
    tellMore(context, options, list.next);
  });
}

function noCases(command: Command): string {
  const filters = givenFilters(command);
  return filters === '' ? 'No cases.' : `No cases match ${filters}.`;
}

function withFilters(command: Command): Command {
  return command
    .addOption(new Option('--stage <stage>', 'in this stage').choices(stages))
    .addOption(new Option('--severity <severity>', 'of this severity').choices(severities))
    .option('--owner <id>', 'of this member of staff')
    .option('--team <id>', 'of this team')
    .addOption(new Option('--sla <state>', 'whose worst running clock stands like this').choices(slaStates))
    .addOption(waitingFor())
    .option('--protocol <name>', 'of this protocol')
    .addOption(new Option('--outcome <outcome>', 'that ended like this').choices(outcomes))
    .option('--customer <id>', 'of this customer')
    .option('--reference <reference>', 'that hold the incident of this reference, as its customer has it')
    .addOption(new Option('--open', 'not closed').conflicts('closed'))
    .option('--closed', 'closed')
    .option('--due-before <time>', 'due before an ISO 8601 time with an offset, or within a duration');
}

function waitingFor(): Option {
  const meaning =
    'that wait for this: agent (to act), decision (how it ends), person (either of them), customer, provider, hold, time';
  return new Option('--waiting-for <whom>', meaning).choices(waits).argParser((whom: string) => {
    if (waits.some((one) => one === whom)) return whom;
    // The Temporal Web UI lists cases by it, since it knows of cases alone.
    const doubts = whom === 'in_doubt' ? ' Messages in doubt are listed by: amends send list --in-doubt.' : '';
    throw new InvalidArgumentError(`Allowed choices are ${waits.join(', ')}.${doubts}`);
  });
}

function filterOf(options: ListOptions, now: number): URLSearchParams {
  const { stage, severity, owner, team, sla, waitingFor, protocol, outcome, customer, reference, limit, cursor } =
    options;
  const open = options.open === true ? 'true' : options.closed === true ? 'false' : undefined;
  const given = {
    ...{ stage, severity, owner, team, sla, waitingFor, protocol, outcome, customerId: customer, reference, open },
    dueBefore: options.dueBefore && instantOf('--due-before', options.dueBefore, now),
    order: options.due === true ? 'due' : undefined,
    limit: options.all === true ? `${LARGEST_PAGE}` : limit?.toString(),
    cursor,
  };
  return queryOf(given);
}

function pageOf(server: Server, query: URLSearchParams): Promise<CaseList> {
  return server.ask<CaseList>({ method: 'GET', path: `/v1/cases?${query.toString()}` });
}

async function allOf(server: Server, query: URLSearchParams, { terminal }: Context): Promise<CaseList> {
  const items: CaseItem[] = [];
  for (;;) {
    const page = await pageOf(server, query);
    items.push(...page.items);
    if (page.next === null) return { ...page, items };
    terminal.progress?.(`${items.length} cases so far …`);
    query.set('cursor', page.next);
  }
}
