import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Criteria } from '../../../domain/protocol/criteria.js';
import { readCsv } from '../../../tools/test-data/csv.js';
import { differences } from '../../../tools/test-data/olist-orders/facts.js';
import { foresee } from '../../../tools/test-data/olist-orders/foresee.js';
import { measureOrders } from '../../../tools/test-data/olist-orders/measure.js';
import { orderOf } from '../../../tools/test-data/olist-orders/orders.js';
import { tableOf } from '../../../tools/test-data/olist-orders/table.js';
import { readOptions } from '../../../tools/test-data/options.js';

const DAY = 86_400_000;

const criteria: Criteria = {
  maxAge: 90 * DAY,
  minConfidence: 0.6,
  scoreUpTo: 3,
  severityRules: [],
  defaultSeverity: 'medium',
};

const COLUMNS =
  'order_id,customer_unique_id,order_status,product_category_name,order_purchase_timestamp,' +
  'order_estimated_delivery_date,order_delivered_customer_date,payment_value,review_score,review_comment_message,' +
  'review_answer_timestamp';

/** Made-up orders that were promised for the tenth: what came when, and what was answered when. */
const TABLE = [
  COLUMNS,
  'late-low,c1,delivered,toys,2018-01-01 10:00:00,2018-01-10 00:00:00,2018-01-14 09:00:00,10.50,1,"Late, and\nno ""sorry""",2018-01-14 00:00:00',
  'late-early,c2,delivered,toys,2018-01-01 10:00:00,2018-01-10 00:00:00,2018-01-12 09:00:00,10.50,2,,2018-01-09 00:00:00',
  'late-fine,c3,delivered,toys,2018-01-01 10:00:00,2018-01-10 00:00:00,2018-01-11 09:00:00,10.50,5,,2018-01-13 00:00:00',
  'never,c4,shipped,toys,2018-01-01 10:00:00,2018-01-10 00:00:00,,10.50,,,',
  'in-time,c5,delivered,toys,2018-01-01 10:00:00,2018-01-10 00:00:00,2018-01-09 09:00:00,10.50,1,Broken,2018-01-11 00:00:00',
].join('\r\n');

const orders = readCsv(TABLE).map(orderOf);

describe('a table', () => {
  it('keeps commas, line breaks and quotation marks of quoted values', () => {
    expect(orders[0]?.review?.message).toBe('Late, and\nno "sorry"');
    expect(orders).toHaveLength(5);
  });

  it('with a value too few is refused', () => {
    expect(() => readCsv('a,b\n1')).toThrow('row 1 has 1 values, not 2');
  });

  it('with a quotation mark that is never closed is refused', () => {
    expect(() => readCsv('a,b\n1,"2')).toThrow('no value of a CSV file');
  });

  it('without a column that orders have is refused by its name', () => {
    expect(() => readCsv('order_id\n1').map(orderOf)).toThrow('is missing');
  });
});

describe('what late deliveries foresee', () => {
  const found = foresee(orders, criteria, 2);

  it('is a journey for each order that had not come by its date, and its lead over the low score', () => {
    expect(found).toEqual({
      orders: 5,
      signals: 4,
      journeys: 4,
      lowUpTo: 2,
      lowScores: 3,
      before: 1,
      after: 1,
      without: 2,
      unforeseen: 1,
      lead: { p10: 4 * DAY, p50: 4 * DAY, p90: 4 * DAY },
    });
    expect(tableOf(found)).toContain('4.0 / 4.0 / 4.0');
  });

  it('has no lead where criteria open no journey', () => {
    const none = foresee(orders, { ...criteria, minConfidence: 1.1 }, 2);
    expect(none).toMatchObject({ signals: 4, journeys: 0, before: 0 });
    expect(none).not.toHaveProperty('lead');
  });
});

describe('a folder of data', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'amends-data-'));
    await mkdir(join(folder, 'olist-orders'));
    await writeFile(join(folder, 'olist-orders', 'orders_with_reviews.csv'), TABLE);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('whose file is another than its README says is refused, with what differs', async () => {
    expect(differences(orders)).toContain('orders: 5, and not 2500');
    await expect(measureOrders(folder, criteria)).rejects.toThrow('score 1: 2, and not 288');
  });

  it('without the file is refused', async () => {
    await expect(measureOrders(join(folder, 'elsewhere'), criteria)).rejects.toThrow('ENOENT');
  });
});

describe('the command line of npm run test:data', () => {
  it('takes the folder, and prints text unless JSON is asked for', () => {
    expect(readOptions(['--data', 'd'])).toEqual({ kind: 'run', options: { data: 'd', json: false } });
    expect(readOptions(['--data', 'd', '--json'])).toMatchObject({ options: { json: true } });
    expect(readOptions(['--help'])).toEqual({ kind: 'help' });
  });

  it.each([[[]], [['--dir', 'd']], [['d']]])('is refused as %j', (words) => {
    expect(readOptions(words)).toMatchObject({ kind: 'misuse' });
  });
});
