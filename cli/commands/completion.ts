import { Argument, type Command } from 'commander';
import { completionScript, shells, type Shell } from '../completion/script.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';

/** `completion`: the script that lets a shell complete commands, options and their values. */
export function addCompletion(program: Command, context: Context): void {
  finished(
    program
      .command('completion')
      .description('print a script that completes commands, options and values in a shell')
      .addArgument(new Argument('<shell>', 'which shell').choices(shells)),
    'source <(amends completion bash)',
  ).action((shell: Shell, options: CommonOptions) => {
    const script = completionScript(shell, program);
    show(context, options, { document: { shell, script }, text: script });
  });
}
