import { openMongoStores } from '../../../adapters/store/connect.js';
import { openMemoryStores } from '../../../adapters/store/memory/open.js';
import type { Stores } from '../../../adapters/store/stores.js';
import { ownDatabase } from '../../support/mongo.js';

/** Both kinds of stores; each contract suite runs over both. */
export const twins: readonly { readonly name: string; readonly open: () => Promise<Stores> }[] = [
  { name: 'MongoDB', open: async () => openMongoStores(await ownDatabase()) },
  { name: 'memory', open: () => Promise.resolve(openMemoryStores()) },
];

/** Runs the same call so many times at once. */
export function atOnce<T>(times: number, call: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => call(index)));
}

/** How often each answer was given. */
export function counted(answers: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}
