import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Email, PostalMimeOptions } from 'postal-mime';

/** Milliseconds that a mail may take once its thread is ready; one of ten megabytes, most of them pictures, takes a quarter of a second. */
const PATIENCE = 3_000;
/** Megabytes of heap that a mail may take. */
const MEMORY = 256;
/** A thread does not load the TypeScript of a checkout, so it is given what little it runs. */
const script = `
const { parentPort, workerData } = require('node:worker_threads');
const { default: PostalMime } = require(workerData.parser);
parentPort.once('message', ({ body, options }) => {
  PostalMime.parse(body, options).then((mail) => parentPort.postMessage(mail));
});
parentPort.postMessage('ready');
`;
const parser = createRequire(import.meta.url).resolve('postal-mime');

let turn: Promise<unknown> = Promise.resolve();

/**
 * Parses a mail in a thread of its own, one mail at a time: anybody may write to us, and a mail of one megabyte can keep the
 * parser busy for minutes (markup that never ends, beside a text part). Rejects what it cannot read, or not within 3 seconds.
 */
export function parseMail(body: Buffer, options: PostalMimeOptions): Promise<Email> {
  const parsing = turn.then(() => parseApart(body, options));
  turn = parsing.catch(() => undefined);
  return parsing;
}

async function parseApart(body: Buffer, options: PostalMimeOptions): Promise<Email> {
  const worker = new Worker(script, {
    eval: true,
    execArgv: [],
    workerData: { parser },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  try {
    // A busy machine may take long to start a thread and to load the parser: that is no fault of the mail.
    await once(worker, 'message');
    worker.postMessage({ body, options });
    const [mail] = (await once(worker, 'message', { signal: AbortSignal.timeout(PATIENCE) })) as [Email];
    return mail;
  } finally {
    await worker.terminate();
  }
}
