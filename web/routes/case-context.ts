import { access, allow, callerOf } from '../access.js';
import { caseParams } from '../api/case.js';
import { caseContext } from '../case-context.js';
import type { ServerDependencies } from '../dependencies.js';
import type { App } from '../validation.js';
import { storedCase } from './cases.js';

/** All that whoever takes a case has to know, for those who may read what customers wrote and were told. */
export function caseContextRoutes(app: App, dependencies: ServerDependencies): void {
  app.get(
    '/v1/cases/:id/context',
    { preParsing: allow(access.texts), schema: { params: caseParams } },
    async (request) => {
      const { tenant } = callerOf(request);
      const stored = await storedCase(dependencies.stores, { tenant, caseId: request.params.id });
      return caseContext(dependencies, stored);
    },
  );
}
