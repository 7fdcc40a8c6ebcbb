import type { Command } from 'commander';
import type { CaseAnswer } from '../../web/api/case.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { caseText } from './case-texts.js';
import { count } from './count.js';

/** `case show`. */
export function addShow(cases: Command, context: Context): void {
  finished(
    cases
      .command('show')
      .description('show how one case stands, its clocks, promises, messages, notes and timeline')
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
