import type { Command } from 'commander';
import type { CommonOptions, Context } from '../context.js';
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

/** Says on standard error how to see more, where people read. */
export function tellMore({ terminal }: Context, { json }: CommonOptions, next: string | null): void {
  if (next !== null && json !== true) terminal.error(`There are more: --cursor ${next}`);
}
