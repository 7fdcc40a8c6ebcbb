import process from 'node:process';
import type { Asked } from './asked.js';
import { misuse } from './misuse.js';

/** A tool as its command line finds it. */
export interface Tool<Options> {
  /** How it is called. */
  readonly usage: string;
  /** Does what is asked for, and sets the exit code. */
  readonly run: (options: Options) => void | Promise<void>;
}

/** Answers a command line, which was begun with this command: runs the tool, says how it is called, or what is wrong. */
export async function runTool<Options>(
  command: string,
  asked: Asked<Options>,
  { usage, run }: Tool<Options>,
): Promise<void> {
  switch (asked.kind) {
    case 'help':
      process.stdout.write(`${usage}\n`);
      return;
    case 'misuse':
      process.stderr.write(misuse(command, asked.why));
      process.exitCode = 2;
      return;
    case 'run':
      await run(asked.options);
  }
}
