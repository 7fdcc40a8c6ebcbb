import { expect, it } from 'vitest';
import { benchContacts } from '../../../tools/bench/contacts.js';
import { contactsText } from '../../../tools/bench/contacts-text.js';
import { inTurns, median } from '../../../tools/bench/in-turns.js';
import { thisMachine } from '../../../tools/bench/machine.js';
import { ownDatabase } from '../../support/mongo.js';

it('the benchmark of contacts asks about each of its customers and says what it measured, where and on what', async () => {
  const result = await benchContacts(await ownDatabase(), { size: 60, rounds: 2, seed: 1 });
  const { decisions, comparisons, memory } = result;
  expect(Object.values(decisions).reduce((sum, count) => sum + count)).toBe(60);
  expect(Object.keys(decisions)).toContain('suppress');
  expect(comparisons.wall.ratios).toHaveLength(2);
  expect(memory.peaks).toHaveLength(15);
  const document = { ...result, size: 60, seed: 1, rounds: 2, target: 0.5, machine: thisMachine(), mongo: 'here' };
  expect(contactsText(document)).toMatch(/^60 contacts asked about .* seed 1\nmachine .*\ndatabase {4}here\nanswers /);
});

it('contestants are measured in turns, the first one changing, after each was tried once', async () => {
  const order: string[] = [];
  const { wall } = await inTurns(
    {
      product: () => Promise.resolve(void order.push('product')),
      bare: () => Promise.resolve(void order.push('bare')),
    },
    2,
  );
  expect(order).toEqual(['bare', 'product', 'product', 'bare', 'bare', 'product']);
  expect(wall.ratios).toHaveLength(2);
});

it('a median is the middle, or lies between the two in the middle', () => {
  expect([median([1, 2, 9]), median([1, 2, 4, 9]), median([7])]).toEqual([2, 3, 7]);
  expect(median([])).toBeNaN();
});
