import { access, allow, callerOf } from '../access.js';
import { programmeBody, type ProgrammeReceipt } from '../api/programme.js';
import type { ServerDependencies } from '../dependencies.js';
import type { App } from '../validation.js';

/** A programme carries all texts in all locales: 2 MiB. */
const PROGRAMME_LIMIT = 2 * 1024 * 1024;

/** Publishing of programmes; the published one is current from then on, and open cases keep theirs. */
export function programmeRoutes(app: App, { stores, clock }: ServerDependencies): void {
  app.post(
    '/v1/programmes',
    { preParsing: allow(access.publish), bodyLimit: PROGRAMME_LIMIT, schema: { body: programmeBody } },
    async (request, reply) => {
      const hash = await stores.programmes.publish(callerOf(request).tenant, request.body, clock.now());
      return reply.code(201).send({ hash } satisfies ProgrammeReceipt);
    },
  );
}
