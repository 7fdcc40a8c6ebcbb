import type { Command } from 'commander';

/** What can follow one command on the line. */
export interface Place {
  /** The words that lead here, for example `case list`; empty for the command itself. */
  readonly path: string;
  /** Subcommands, options, and the values that an argument is chosen from. */
  readonly words: readonly string[];
  /** Options that take a value: those it is chosen from, none where it is free. */
  readonly values: readonly { readonly flags: readonly string[]; readonly choices: readonly string[] }[];
  /** Whether an argument is a file or folder. */
  readonly files: boolean;
}

/** Every place of a command tree, the command itself first. */
export function placesOf(command: Command, path: readonly string[] = []): readonly Place[] {
  const { commands, options, registeredArguments } = command;
  const flagsOf = (option: Command['options'][number]): readonly string[] =>
    [option.short, option.long].filter((flag) => flag !== undefined);
  const here = {
    path: path.join(' '),
    words: [
      ...commands.map((child) => child.name()),
      ...registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
      ...options.flatMap(flagsOf),
      '--help',
    ],
    values: options
      .filter(({ required, optional }) => required || optional)
      .map((option) => ({ flags: flagsOf(option), choices: option.argChoices ?? [] })),
    files: registeredArguments.some((argument) => ['file', 'folder'].includes(argument.name())),
  };
  return [here, ...commands.flatMap((child) => placesOf(child, [...path, child.name()]))];
}
