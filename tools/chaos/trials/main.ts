import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Asked, readCommandLine } from '../../command-line/asked.js';
import { wholeNumber } from '../../command-line/numbers.js';
import { runTool } from '../../command-line/run-tool.js';
import { outcomeOf, sumOf, type Outcome } from './outcome.js';
import { faultCases } from './right-fates.js';
import { tryFault } from './try-fault.js';

const usage = `Usage: npm run trials -- [options]

Sends messages into each fault of a provider, with evidence and without, and holds what became of each against what is
right.

Options:
  --messages N  how many into each fault, 1 to 100 (default 100)
  --help        print this`;

await runTool('npm run trials', readCommandLine(read), { usage, run: tryAll });

function read(): Asked<number> {
  const { messages: given, help } = parseArgs({
    options: { messages: { type: 'string', default: '100' }, help: { type: 'boolean', default: false } },
  }).values;
  const messages = wholeNumber('messages', given, 100);
  return help ? { kind: 'help' } : { kind: 'run', options: messages };
}

async function tryAll(messages: number): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const fault of faultCases) {
    for (const evidence of [true, false]) {
      const found = await tryFault({ fault: fault.fault, evidence, messages });
      const outcome = outcomeOf({ fault, evidence, messages, found });
      process.stdout.write(`${outcome.line}\n`);
      if (outcome.wrong !== undefined) process.stderr.write(`${outcome.wrong}\n`);
      outcomes.push(outcome);
    }
  }
  process.stdout.write(`${sumOf(outcomes)}\n`);
  process.exitCode = outcomes.every(({ isRight }) => isRight) ? 0 : 1;
}
