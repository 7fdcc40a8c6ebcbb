import process from 'node:process';
import { parseArgs } from 'node:util';
import { faultCases, type FaultCase } from './right-fates.js';
import { tryFault } from './try-fault.js';

const usage = `Usage: npm run trials -- [--messages N]

Sends N messages (1 to 100, default 100) into each fault of a provider, with evidence and without, and holds what became
of each against what is right.`;

try {
  const { messages, help } = parseArgs({
    options: { messages: { type: 'string', default: '100' }, help: { type: 'boolean', default: false } },
  }).values;
  const count = Number(messages);
  if (!Number.isInteger(count) || count < 1 || count > 100) throw new Error('--messages has to be from 1 to 100');
  if (help) process.stdout.write(`${usage}\n`);
  else await tryAll(count);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
  process.exitCode = 2;
}

async function tryAll(messages: number): Promise<void> {
  let wrong = 0;
  for (const fault of faultCases) {
    for (const evidence of [true, false]) wrong += await tryOne(fault, evidence, messages);
  }
  process.exitCode = wrong === 0 ? 0 : 1;
}

/** Tries one, says how it went, and gives how many went wrong. */
async function tryOne({ what, fault, ...right }: FaultCase, evidence: boolean, messages: number): Promise<number> {
  const { first, end } = evidence ? right.evidence : right.none;
  const found = await tryFault({ fault, evidence, messages });
  const rights = Math.min(found.first[first] ?? 0, found.end[end] ?? 0);
  process.stdout.write(`${what}, evidence ${evidence ? 'on' : 'off'}: ${rights} of ${messages} right: ${end}\n`);
  if (rights < messages) process.stderr.write(`  right at first: ${first}; found: ${JSON.stringify(found)}\n`);
  return messages - rights;
}
