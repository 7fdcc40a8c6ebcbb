import { Readable } from 'node:stream';
import { access, allow, callerOf } from '../access.js';
import { contactQuestion } from '../api/contact-decision.js';
import { answersTo } from '../contact-batch.js';
import { decideContacts } from '../decide-contacts.js';
import type { ServerDependencies } from '../dependencies.js';
import { refuseOtherBodies } from '../other-bodies.js';
import type { App } from '../validation.js';

/** What a batch is sent as, and answered with. */
const NDJSON = 'application/x-ndjson';

/** "May I contact this customer?", asked by every other sender before it sends. */
export function contactDecisionRoutes(app: App, dependencies: ServerDependencies): void {
  app.post(
    '/v1/contact-decisions',
    { preParsing: allow(access.askContact), schema: { body: contactQuestion } },
    async (request) => {
      const [answer] = await decideContacts(dependencies, callerOf(request).tenant, [request.body]);
      return answer;
    },
  );
  void app.register(async (batch: App) => batchRoute(batch, dependencies));
}

/** One question a line, one answer a line. */
function batchRoute(app: App, dependencies: ServerDependencies): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([NDJSON, 'application/ndjson'], (_request, body, done) => done(null, body));
  refuseOtherBodies(app, `Send one question a line as ${NDJSON}.`);
  app.post<{ Body: Readable }>(
    '/v1/contact-decisions::batch',
    { preParsing: allow(access.askContact) },
    async (request, reply) => {
      const { tenant } = callerOf(request);
      return reply.type(NDJSON).send(Readable.from(answersTo(request.body, tenant, dependencies)));
    },
  );
  return Promise.resolve();
}
