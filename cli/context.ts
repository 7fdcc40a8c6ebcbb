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

/** Gives a command what all commands have: `--json` and an example in its help. */
export function finished(command: Command, example: string): Command {
  return command.option('--json', 'print one JSON document').addHelpText('after', `\nExample:\n  $ ${example}`);
}

/** Prints what a command came to. */
export function show({ terminal }: Context, { json }: CommonOptions, { document, text }: Result): void {
  terminal.out(json === true ? JSON.stringify(document) : text);
}
