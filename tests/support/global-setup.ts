import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import { startMongo, type MongoService } from '../../tools/dev-services/index.js';
import { listen, loopback } from '../../tools/dev-services/ports.js';

declare module 'vitest' {
  /** What the set-up of the whole run hands to every test file. */
  interface ProvidedContext {
    /** Answers with the URI of the run's MongoDB and starts it at the first question. */
    mongoStarter: string;
  }
}

/**
 * Offers one MongoDB to the whole run. It starts when the first test file asks for it, so that a run of pure tests
 * starts none, and a machine where none can be had fails in the tests that need it, with the reasons.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let mongo: Promise<MongoService> | undefined;
  const starter = createServer((_request, response) => {
    mongo ??= startMongo();
    mongo.then(
      ({ uri }) => response.end(uri),
      (error: unknown) => response.writeHead(503).end(String(error)),
    );
  });
  project.provide('mongoStarter', `http://${loopback}:${await listen(starter)}`);
  return async () => {
    starter.close();
    const running = await mongo?.catch(() => undefined);
    await running?.stop();
  };
}
