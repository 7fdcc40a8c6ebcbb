import type { Command } from 'commander';
import type { CaseExplanation } from '../../web/api/case.js';
import { caseIdOf, NAMED_CASE } from '../case-id.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { plain, when, type Paint } from '../terminal.js';

/** `case explain`: how each due time came about. */
export function addExplain(cases: Command, context: Context): void {
  finished(
    cases
      .command('explain')
      .description('say how each due time of a case came about: clocks, promises, what is planned')
      .argument('<case>', NAMED_CASE),
    'amends case explain order-1041-late',
  ).action(async (named: string, options: CommonOptions) => {
    const server = await context.server();
    const path = `/v1/cases/${encodeURIComponent(await caseIdOf(server, named))}/explanation`;
    const found = await server.ask<CaseExplanation>({ method: 'GET', path });
    const text = found.times.map((time) => timeText(time, context.paint)).join('\n\n');
    show(context, options, { document: found, text: text === '' ? 'Nothing has a due time.' : text });
  });
}

function timeText({ what, dueAt, state, steps, notes }: CaseExplanation['times'][number], paint: Paint): string {
  const lines = [...steps, ...notes].map(({ at, why }) => `  ${when(at)}  ${plain(why)}`);
  return [paint.bold(`${what}: ${state}, due ${when(dueAt)}`), ...lines].join('\n');
}
