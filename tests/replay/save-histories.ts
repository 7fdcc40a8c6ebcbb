import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { RULES } from '../../domain/case/recovery-case.js';
import { attributes } from '../../workflows/contract.js';
import { timeSkippingEnvironment } from '../support/temporal.js';
import { World } from '../workflows/support/world.js';
import { paths } from './paths.js';

/**
 * Saves the history of each notable path under the rules of today: `npx tsx tests/replay/save-histories.ts`.
 * What is saved for rules that were released is never saved anew: open cases have lived it (docs/upgrading.md).
 */
const folder = join(import.meta.dirname, `histories/rules-${RULES}`);
const world = new World(await timeSkippingEnvironment(Object.values(attributes)));
await mkdir(folder, { recursive: true });
await world.start();
for (const { name, live } of paths) {
  const customer = world.customer();
  await live(customer, world);
  const { outcome } = await customer.ended();
  const history = await customer.run.fetchHistory();
  await writeFile(join(folder, `${name}.json`), withoutMachine(historyToJSON(history)));
  process.stdout.write(`${name}: ${history.events?.length ?? 0} events, ${outcome}\n`);
}
await world.stop();
await world.environment.teardown();

/** The same history without what would name the machine that lived it: the worker's identity and the traces of failures. */
function withoutMachine(json: string): string {
  const text = JSON.stringify(JSON.parse(json), (key, value: unknown) => {
    if (key === 'identity') return 'worker';
    return key === 'stackTrace' ? '' : value;
  });
  if (text.includes(`@${hostname()}`) || text.includes(process.cwd()))
    throw new Error('the history names this machine');
  return `${text}\n`;
}
