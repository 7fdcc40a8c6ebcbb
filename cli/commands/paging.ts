import type { Command } from 'commander';
import type { ListPage } from '../../web/api/page.js';
import { show, type CommonOptions, type Context } from '../context.js';
import { count } from './count.js';

/** The options of a list that comes in pages. */
export interface PageOptions extends CommonOptions {
  readonly limit?: number;
  readonly cursor?: string;
}

/** Adds the options of a list that comes in pages. */
export function withPages(command: Command): Command {
  return command
    .option('--limit <number>', 'at most this many, up to 200; 50 otherwise', count)
    .option('--cursor <next>', 'go on where an earlier page ended');
}

/** What is asked for, as a query; what is undefined is left out. */
export function queryOf(given: Readonly<Record<string, string | undefined>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]])),
  );
}

/** A list, the part of it that is asked for, and the text for people. */
export interface AskedPage<Item> {
  readonly path: string;
  readonly filter?: Readonly<Record<string, string | undefined>>;
  readonly textOf: (items: readonly Item[]) => string;
}

/** Asks for a page of a list and shows it, and how to see more. */
export async function showPage<Item>(
  context: Context,
  options: PageOptions,
  { path, filter, textOf }: AskedPage<Item>,
): Promise<void> {
  const query = queryOf({ ...filter, limit: options.limit?.toString(), cursor: options.cursor });
  const server = await context.server();
  const found = await server.ask<ListPage<Item>>({ method: 'GET', path: `${path}?${query.toString()}` });
  show(context, options, { document: found, text: textOf(found.items) });
  tellMore(context, options, found.next);
}

/** Says on standard error how to see more, where people read. */
export function tellMore({ terminal }: Context, { json }: CommonOptions, next: string | null): void {
  if (next !== null && json !== true) terminal.error(`There are more: --cursor ${next}`);
}
