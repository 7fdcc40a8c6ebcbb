import type { Command } from 'commander';
import { createProgram } from '../../../cli/program.js';
import type { Terminal } from '../../../cli/terminal.js';
import { paintOf } from '../../../cli/terminal.js';

/** A command as the tree holds it; `name` is what is typed after `amends`. */
export interface Leaf {
  readonly name: string;
  readonly command: Command;
  /** Its whole help. */
  readonly help: string;
}

/** Every command that can be run, found by walking the tree. */
export function commandTree(): readonly Leaf[] {
  const printed: string[] = [];
  const terminal: Terminal = {
    input: { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }) },
    out: (text) => void printed.push(text),
    error: (text) => void printed.push(text),
    colours: false,
    folder: '.',
    server: {},
    now: () => 0,
  };
  const server = () => Promise.reject(new Error('nobody asks the server for help'));
  return leaves(createProgram({ terminal, paint: paintOf(terminal), server }, false), []).map((leaf) => {
    printed.length = 0;
    leaf.command.outputHelp();
    return { ...leaf, help: printed.join('\n') };
  });
}

function leaves(command: Command, path: readonly string[]): readonly Omit<Leaf, 'help'>[] {
  if (command.commands.length === 0) return [{ name: path.join(' '), command }];
  return command.commands.flatMap((child) => leaves(child, [...path, child.name()]));
}

/** The words of the example in a help, after `amends`; quotes keep words together as in a shell. */
export function exampleOf({ help }: Leaf): readonly string[] {
  const line = /^ {2}\$ (?:source <\()?amends (.+?)\)?$/m.exec(help)?.[1] ?? '';
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, inQuotes, word = '']) => inQuotes ?? word);
}
