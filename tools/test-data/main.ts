import { readProgramme } from '../../app/read-programme.js';
import { misuse } from '../command-line/misuse.js';
import { measureOrders } from './olist-orders/measure.js';
import { tableOf } from './olist-orders/table.js';
import { readOptions, usage } from './options.js';

const asked = readOptions(process.argv.slice(2));
if (asked.kind === 'misuse') {
  process.stderr.write(misuse('npm run -s test:data', asked.why));
  process.exitCode = 2;
} else if (asked.kind === 'help') {
  console.log(usage);
} else {
  process.exitCode = await run(asked.data, asked.json);
}

/** The exit code: 0 when the data was what it has to be. */
async function run(folder: string, json: boolean): Promise<number> {
  try {
    const reading = await readProgramme('programme');
    if (reading.kind === 'faulty') throw new Error('the programme is faulty: amends programme check says where');
    const found = await measureOrders(folder, reading.programme.criteria);
    console.log(json ? JSON.stringify({ olistOrders: found }) : found.map(tableOf).join('\n\n'));
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}
