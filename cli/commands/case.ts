import { Option, type Command } from 'commander';
import type { CaseAnswer, CaseList } from '../../web/api/case.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { addStaffCommands } from './case-commands.js';
import { caseText, listText } from './case-texts.js';
import { stages } from './choices.js';
import { count } from './count.js';

interface ListOptions extends CommonOptions {
  readonly stage?: string;
  readonly owner?: string;
  readonly customer?: string;
  readonly open?: boolean;
  readonly closed?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/** `case list`, `case show` and the commands to a case. */
export function addCaseCommands(program: Command, context: Context): void {
  const cases = program.command('case').description('read cases and act on them');
  addList(cases, context);
  addShow(cases, context);
  addStaffCommands(cases, context);
}

function addList(cases: Command, context: Context): void {
  finished(
    cases
      .command('list')
      .description('list cases, newest first')
      .addOption(new Option('--stage <stage>', 'cases in this stage').choices(stages))
      .option('--owner <id>', 'cases of this member of staff')
      .option('--customer <id>', 'cases of this customer')
      .option('--open', 'only cases that are not closed')
      .option('--closed', 'only closed cases')
      .option('--limit <number>', 'at most this many, up to 200', count)
      .option('--cursor <next>', 'go on where an earlier page ended'),
    'amends case list --open --stage resolve',
  ).action(async (options: ListOptions) => {
    const { stage, owner, customer, limit, cursor } = options;
    const open = options.open === true ? 'true' : options.closed === true ? 'false' : undefined;
    const filters = Object.entries({ stage, owner, customerId: customer, open, limit: limit?.toString(), cursor });
    const given = filters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    const server = await context.server();
    const list = await server.ask<CaseList>({
      method: 'GET',
      path: `/v1/cases?${new URLSearchParams(Object.fromEntries(given)).toString()}`,
    });
    show(context, options, { document: list, text: listText(list.items, context.paint) });
    if (list.next !== null && options.json !== true) context.terminal.error(`There are more: --cursor ${list.next}`);
  });
}

function addShow(cases: Command, context: Context): void {
  finished(
    cases
      .command('show')
      .description('show one case with its journal')
      .argument('<case>', 'the id of the case')
      .option('--min-seq <number>', 'wait until the case holds this many facts', count),
    'amends case show order-1041-late',
  ).action(async (id: string, options: CommonOptions & { readonly minSeq?: number }) => {
    const query = options.minSeq === undefined ? '' : `?minSeq=${options.minSeq}`;
    const server = await context.server();
    const found = await server.ask<CaseAnswer>({ method: 'GET', path: `/v1/cases/${encodeURIComponent(id)}${query}` });
    show(context, options, { document: found, text: caseText(found, context.paint) });
  });
}
