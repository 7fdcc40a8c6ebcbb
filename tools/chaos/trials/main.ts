import process from 'node:process';
import { parseArgs } from 'node:util';
import { misuse } from '../../command-line/misuse.js';
import { outcomeOf, sumOf, type Outcome } from './outcome.js';
import { faultCases } from './right-fates.js';
import { tryFault } from './try-fault.js';

const usage = `Usage: npm run trials -- [options]

Sends messages into each fault of a provider, with evidence and without, and holds what became of each against what is
right.

Options:
  --messages N  how many into each fault, 1 to 100 (default 100)
  --help        print this`;

const asked = read();
if (typeof asked === 'string') {
  process.stderr.write(misuse('npm run trials', asked));
  process.exitCode = 2;
} else if (asked.help) process.stdout.write(`${usage}\n`);
else await tryAll(asked.messages);

/** What the command line asks for, or why it cannot be read. */
function read(): { readonly help: boolean; readonly messages: number } | string {
  try {
    const { messages, help } = parseArgs({
      options: { messages: { type: 'string', default: '100' }, help: { type: 'boolean', default: false } },
    }).values;
    const count = Number(messages);
    const isFit = Number.isInteger(count) && count >= 1 && count <= 100;
    return isFit ? { help, messages: count } : '--messages has to be a whole number from 1 to 100';
  } catch (error) {
    return (error as Error).message;
  }
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
