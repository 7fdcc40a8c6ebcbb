import { access, allow, callerOf } from '../access.js';
import { programmeBody, type ProgrammeReceipt, type PublishedProgramme } from '../api/programme.js';
import type { ServerDependencies } from '../dependencies.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';

/** A programme carries all texts in all locales: 2 MiB. */
const PROGRAMME_LIMIT = 2 * 1024 * 1024;

/** Publishing of programmes, and the one that is current; the published one is current from then on, and open cases keep theirs. */
export function programmeRoutes(app: App, { stores, clock }: ServerDependencies): void {
  app.post(
    '/v1/programmes',
    { preParsing: allow(access.publish), bodyLimit: PROGRAMME_LIMIT, schema: { body: programmeBody } },
    async (request, reply) => {
      const hash = await stores.programmes.publish(callerOf(request).tenant, request.body, clock.now());
      return reply.code(201).send({ hash } satisfies ProgrammeReceipt);
    },
  );
  app.get('/v1/programmes/current', { preParsing: allow(access.published) }, async (request, reply) => {
    const current = await stores.programmes.current(callerOf(request).tenant);
    if (current === undefined) throw new Problem('not_found', { detail: 'No programme is published yet.' });
    return reply.send({ hash: current.hash, programme: current.programme } satisfies PublishedProgramme);
  });
}
