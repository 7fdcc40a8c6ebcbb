import type { ContactsResult } from './contacts.js';
import type { Comparison, Timing } from './in-turns.js';
import type { Machine } from './machine.js';

/** A result with how it came about. */
export interface ContactsDocument extends ContactsResult {
  readonly size: number;
  readonly seed: number;
  readonly rounds: number;
  readonly target: number;
  readonly machine: Machine;
  /** Where the database came from. */
  readonly mongo: string;
}

/** The result in lines for people. */
export function contactsText(document: ContactsDocument): string {
  const { size, seed, rounds, target, machine, mongo, comparisons, memory, decisions } = document;
  const { processor, cores, memoryMiB, system, node } = machine;
  const told = Object.entries(decisions).map(([decision, count]) => `${count} ${decision}`);
  return [
    `${size} contacts asked about in one batch, ${rounds} rounds in turns, seed ${seed}`,
    `machine     ${processor}, ${cores} cores, ${memoryMiB} MiB, ${system}, Node ${node}`,
    `database    ${mongo}`,
    `answers     ${told.join(', ')}`,
    `wall        ${comparisonText(comparisons.wall)}; the target is ${target}`,
    `own work    ${comparisonText(comparisons.work)}`,
    `memory      ${memoryText(memory)}`,
  ].join('\n');
}

function comparisonText({ product, bare, ratio, ratios }: Comparison): string {
  const spread = `${fixed(ratios[0])} to ${fixed(ratios.at(-1))}`;
  return `${timing(product)} against ${timing(bare)} bare: ratio ${fixed(ratio)} (${spread})`;
}

function memoryText({ peaks, growth }: ContactsResult['memory']): string {
  const range = `${whole(Math.min(...peaks))} to ${whole(Math.max(...peaks))} MiB at most`;
  return `${range} in each of ${peaks.length} batches; the last third over the one before: ${fixed(growth)}`;
}

function timing({ median, fastest, slowest }: Timing): string {
  return `${whole(median)} ms (${whole(fastest)} to ${whole(slowest)})`;
}

function fixed(value: number | undefined): string {
  return (value ?? NaN).toFixed(2);
}

function whole(value: number): string {
  return value.toFixed(0);
}
