import type { Command } from 'commander';
import type { Server } from './server.js';
import type { Paint, Terminal } from './terminal.js';

/** What every command works with. */
export interface Context {
  readonly terminal: Terminal;
  readonly paint: Paint;
  /** The server; its settings are looked for at the first call only, so that local commands need none. */
  server(): Promise<Server>;
}

/** What a command comes to: a document for `--json` and a text for people. */
export interface Result {
  readonly document: object;
  readonly text: string;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly json?: boolean;
}

/** What every help ends with. */
export const EXIT_CODES = 'Exit codes: 0 ok, 1 failed, 2 usage, 3 not found, 4 refused by the case, 5 unavailable.';

/** Gives a command what all commands have: the common options, and an example and the exit codes in its help. */
export function finished(command: Command, example: string): Command {
  return withTerminalOptions(command.option('--json', 'print one JSON document')).addHelpText(
    'after',
    `\nExample:\n  $ ${example}\n\n${EXIT_CODES}`,
  );
}

/** The options that say how to treat a terminal; they stand before the command or after it. */
export function withTerminalOptions(command: Command): Command {
  return command
    .option('--no-color', 'no colours; NO_COLOR in the environment says the same')
    .option('--no-input', 'never ask, even on a terminal');
}

/** Prints what a command came to. */
export function show({ terminal }: Context, { json }: CommonOptions, { document, text }: Result): void {
  terminal.out(json === true ? JSON.stringify(document) : text);
}
