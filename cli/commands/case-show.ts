import { Option, type Command } from 'commander';
import type { CaseAnswer, CaseMessages } from '../../web/api/case.js';
import type { CaseContext } from '../../web/api/case-context.js';
import { caseIdOf, NAMED_CASE } from '../case-id.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { caseText } from './case-texts.js';
import { contextText } from './context-texts.js';
import { count } from './count.js';
import { messagesText } from './message-texts.js';

interface ShowOptions extends CommonOptions {
  readonly as?: 'customer';
  readonly context?: true;
  readonly minSeq?: number;
}

/** `case show`: one case as the team sees it, or as its customer does. */
export function addShow(cases: Command, context: Context): void {
  finished(
    cases
      .command('show')
      .description('show how one case stands, its clocks, promises, messages, notes and timeline')
      .argument('<case>', NAMED_CASE)
      .addOption(new Option('--as <whom>', 'what this person has received, in order').choices(['customer']))
      .addOption(
        new Option('--context', 'all that whoever takes the case has to know, with what other systems know').conflicts(
          'as',
        ),
      )
      .addOption(
        new Option('--min-seq <number>', 'wait until the case holds this many facts')
          .argParser(count)
          .conflicts(['as', 'context']),
      ),
    'amends case show order-1041-late',
  ).action(async (named: string, options: ShowOptions) => {
    const server = await context.server();
    const path = `/v1/cases/${encodeURIComponent(await caseIdOf(server, named))}`;
    if (options.as === 'customer') {
      const found = await server.ask<CaseMessages>({ method: 'GET', path: `${path}/messages` });
      show(context, options, { document: found, text: messagesText(found, context.paint) });
      return;
    }
    if (options.context === true) {
      const found = await server.ask<CaseContext>({ method: 'GET', path: `${path}/context` });
      show(context, options, { document: found, text: contextText(found, context.paint) });
      return;
    }
    const query = options.minSeq === undefined ? '' : `?minSeq=${options.minSeq}`;
    const found = await server.ask<CaseAnswer>({ method: 'GET', path: path + query });
    show(context, options, { document: found, text: caseText(found, context.paint) });
  });
}
