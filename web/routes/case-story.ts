import { foldKnown } from '../../domain/case/evolve.js';
import { explain } from '../../domain/journey/explain/explain.js';
import type { CaseRef, StoredCase } from '../../ports/case-store.js';
import { access, allow, callerOf } from '../access.js';
import { caseParams, type CaseExplanation, type CaseMessages } from '../api/case.js';
import type { ServerDependencies } from '../dependencies.js';
import { toldOn } from '../told-on.js';
import type { App } from '../validation.js';
import { storedCase } from './cases.js';

const RENDERED_AGAIN =
  'Texts are not kept. These are rendered again from the programme that the case froze and the facts of their time; ' +
  'name and time zone are those known today. Survey links and voucher codes are masked.';

/** How a case came to its times, and what its customer was told. */
export function caseStoryRoutes(app: App, { stores, received, clock }: ServerDependencies): void {
  app.get(
    '/v1/cases/:id/explanation',
    { preParsing: allow(access.read), schema: { params: caseParams } },
    async (request) => {
      const { tenant } = callerOf(request);
      const { caseId, journal } = await wholeStory(stores, { tenant, caseId: request.params.id });
      const c = foldKnown(journal);
      return { caseId, times: c.phase === 'new' ? [] : explain(c, clock.now()) } satisfies CaseExplanation;
    },
  );

  app.get(
    '/v1/cases/:id/messages',
    { preParsing: allow(access.texts), schema: { params: caseParams } },
    async (request) => {
      const { tenant } = callerOf(request);
      const stored = await wholeStory(stores, { tenant, caseId: request.params.id });
      const items = await received.ofCase(stored);
      return { caseId: stored.caseId, note: RENDERED_AGAIN, items, next: null } satisfies CaseMessages;
    },
  );
}

async function wholeStory(stores: ServerDependencies['stores'], ref: CaseRef): Promise<StoredCase> {
  return toldOn(await storedCase(stores, ref), await stores.sends.ofCase(ref.tenant, ref.caseId));
}
