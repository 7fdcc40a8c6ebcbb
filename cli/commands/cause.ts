import type { Command } from 'commander';
import type { CauseAnswer } from '../../web/api/cause.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { plain, when } from '../terminal.js';
import { repeatable } from './repeatable.js';

interface FixOptions extends CommonOptions {
  readonly note: string;
  readonly reopen?: boolean;
}

/** Everything about root causes: whether one is mended. */
export function addCauseCommands(program: Command, context: Context): void {
  const causes = program.command('cause').description('see and say whether what made cases fail is mended');
  addShow(causes, context);
  addFix(causes, context);
}

function addShow(causes: Command, context: Context): void {
  finished(
    causes
      .command('show')
      .description('say whether a root cause is mended')
      .argument('<cause>', 'the name under which cases were resolved'),
    'amends cause show courier_lost_it',
  ).action(async (cause: string, options: CommonOptions) => {
    const server = await context.server();
    const found = await server.ask<CauseAnswer>({ method: 'GET', path: pathOf(cause) });
    show(context, options, { document: found, text: causeText(found) });
  });
}

function addFix(causes: Command, context: Context): void {
  finished(
    causes
      .command('fix')
      .description('say that a root cause is mended; every case that failed by it shows so')
      .argument('<cause>', 'the name under which cases were resolved')
      .requiredOption('--note <text>', 'what was changed; for colleagues')
      .option('--reopen', 'it is not mended after all; also before you say it anew with another note'),
    'amends cause fix courier_lost_it --note "another courier since May"',
  ).action(async (cause: string, { note, reopen = false, ...options }: FixOptions) => {
    const server = await context.server();
    const body = { state: reopen ? 'open' : 'fixed', note };
    const said = await repeatable(server.ask<CauseAnswer>({ method: 'POST', path: pathOf(cause), body }));
    show(context, options, { document: said, text: causeText(said) });
  });
}

/** How a cause stands, in a sentence. */
function causeText({ cause, state, fixedAt, actor, note }: CauseAnswer): string {
  const by = actor === null ? 'nobody has said that it is mended' : `${actor}: ${plain(note ?? '')}`;
  return state === 'fixed' && fixedAt !== null
    ? `${cause} is fixed since ${when(fixedAt)}, ${by}`
    : `${cause} is open, ${by}`;
}

function pathOf(cause: string): string {
  return `/v1/causes/${encodeURIComponent(cause)}`;
}
