import { Readable } from 'node:stream';
import { allow, callerOf } from './access.js';
import type { Caller, Role } from './api-keys.js';
import { answersTo, type LineBatch } from './line-batch.js';
import { refuseOtherBodies } from './other-bodies.js';
import type { App } from './validation.js';

/** What a batch is sent as, and answered with. */
const NDJSON = 'application/x-ndjson';

/** A route that takes a question a line and answers a line each. */
export interface BatchRoute<Q> {
  /** The path of the route for one question; the batch is its `:batch`. */
  readonly path: string;
  readonly roles: readonly Role[];
  readonly batchOf: (caller: Caller) => LineBatch<Q>;
}

/** Adds the route; in a context of its own, since its bodies are streams. */
export function addBatchRoute<Q>(app: App, { path, roles, batchOf }: BatchRoute<Q>): void {
  void app.register((batch: App) => {
    batch.removeAllContentTypeParsers();
    batch.addContentTypeParser([NDJSON, 'application/ndjson'], (_request, body, done) => done(null, body));
    refuseOtherBodies(batch, `Send one question a line as ${NDJSON}.`);
    batch.post<{ Body: Readable }>(`${path}::batch`, { preParsing: allow(roles) }, async (request, reply) => {
      const answers = answersTo(request.body, batchOf(callerOf(request)));
      return reply.type(NDJSON).send(Readable.from(answers));
    });
    return Promise.resolve();
  });
}
