import { readProgramme } from '../../app/read-programme.js';
import { runTool } from '../command-line/run-tool.js';
import { measureOrders } from './olist-orders/measure.js';
import { tableOf } from './olist-orders/table.js';
import { type Options, readOptions, usage } from './options.js';

await runTool('npm run -s test:data', readOptions(process.argv.slice(2)), { usage, run });

/** The exit code says whether the data was what it has to be. */
async function run({ data, json }: Options): Promise<void> {
  try {
    const reading = await readProgramme('programme');
    if (reading.kind === 'faulty') throw new Error('the programme is faulty: amends programme check says where');
    const found = await measureOrders(data, reading.programme.criteria);
    console.log(json ? JSON.stringify({ olistOrders: found }) : found.map(tableOf).join('\n\n'));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
