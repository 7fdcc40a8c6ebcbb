import type { Command } from 'commander';

/** Options that say how to print, sort or page, and so keep nothing out of a list. */
const others = ['json', 'color', 'input', 'due', 'limit', 'cursor', 'all'];

/** The options of this call that narrow a list, as one types them; empty without any. */
export function givenFilters(command: Command): string {
  return command.options
    .map((option) => ({ flag: option.long ?? option.flags, name: option.attributeName() }))
    .filter(({ name }) => !others.includes(name) && command.getOptionValueSource(name) === 'cli')
    .map(({ flag, name }) => {
      const value: unknown = command.getOptionValue(name);
      return typeof value === 'string' ? `${flag} ${value}` : flag;
    })
    .join(' ');
}
