import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Criteria } from '../../../domain/protocol/criteria.js';
import { readCsv } from '../csv.js';
import { differences } from './facts.js';
import { foresee, type Foresight } from './foresee.js';
import { orderOf, ORDERS_FILE } from './orders.js';

/** What counts as low in a survey of five, as the README of the set has it. */
const LOW = 2;

/**
 * What operational signals foresee of low scores: of those that are low by the set's own word, and of those that the
 * criteria take up. Throws when the file is missing, or is another than its README says.
 */
export async function measureOrders(folder: string, criteria: Criteria): Promise<readonly Foresight[]> {
  const file = join(folder, ORDERS_FILE);
  const orders = readCsv(await readFile(file, 'utf8')).map(orderOf);
  const wrong = differences(orders);
  if (wrong.length > 0) throw new Error(`${ORDERS_FILE} is not what its README says: ${wrong.join('; ')}`);
  return [...new Set([LOW, criteria.scoreUpTo])].map((lowUpTo) => foresee(orders, criteria, lowUpTo));
}
