import process from 'node:process';
import { runTool } from '../command-line/run-tool.js';
import { startMongo } from '../dev-services/index.js';
import { benchContacts, TARGET } from './contacts.js';
import { contactsText } from './contacts-text.js';
import { thisMachine } from './machine.js';
import { type BenchOptions, readOptions, usage } from './options.js';

await runTool('npm run bench', readOptions(process.argv.slice(2)), { usage, run });

/** The exit code says whether the target was reached. */
async function run(options: BenchOptions): Promise<void> {
  const mongo = await startMongo({ log: (line) => void process.stderr.write(`${line}\n`) });
  try {
    const result = await benchContacts(`${mongo.uri}/bench`, options);
    const { benchmark, size, seed, rounds } = options;
    const document = {
      benchmark,
      size,
      seed,
      rounds,
      target: TARGET,
      machine: thisMachine(),
      mongo: mongo.source,
      ...result,
    };
    process.stdout.write(options.json ? `${JSON.stringify(document)}\n` : `${contactsText(document)}\n`);
    process.exitCode = result.comparisons.wall.ratio >= TARGET ? 0 : 1;
  } finally {
    await mongo.stop();
  }
}
