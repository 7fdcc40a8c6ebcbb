import { CommandRefusedError } from '../../client/index.js';
import { channelFor } from '../../domain/contact/written-text.js';
import type { StoredCase } from '../../ports/case-store.js';
import { access, allow, callerOf } from '../access.js';
import { caseParams } from '../api/case.js';
import { draftQuery, previewBody, type MessageDraft, type MessagePreview } from '../api/written-text.js';
import type { ServerDependencies } from '../dependencies.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';
import { warningsOn } from '../written-text.js';
import { storedCase } from './cases.js';

/** What people look at before they write to a customer; nothing is sent. */
export function caseMessageRoutes(app: App, dependencies: ServerDependencies): void {
  const { stores, previews } = dependencies;
  app.post(
    '/v1/cases/:id/messages/preview',
    { preParsing: allow(access.command), schema: { params: caseParams, body: previewBody } },
    async (request) => {
      const { tenant, actor } = callerOf(request);
      const found = opened(await storedCase(stores, { tenant, caseId: request.params.id }));
      const written = request.body;
      const channel = channelFor(written);
      const shown = await previews.written(found, { ...written, actor, ...(channel !== undefined && { channel }) });
      if (shown.kind === 'refused') throw new CommandRefusedError('message', shown.reason);
      const { kind: _, ...message } = shown;
      const warnings = await warningsOn(dependencies, found, written);
      return { caseId: found.caseId, ...message, warnings } satisfies MessagePreview;
    },
  );

  app.get(
    '/v1/cases/:id/messages/draft',
    { preParsing: allow(access.command), schema: { params: caseParams, querystring: draftQuery } },
    async (request) => {
      const { tenant } = callerOf(request);
      const found = opened(await storedCase(stores, { tenant, caseId: request.params.id }));
      const { template } = request.query;
      const draft = await previews.draft(found, template);
      return { caseId: found.caseId, template, ...draft } satisfies MessageDraft;
    },
  );
}

/** The case, unless it is closed: nobody is written to from there. */
function opened(stored: StoredCase): StoredCase {
  if (stored.view.stage !== 'closed') return stored;
  throw new Problem('closed', { detail: 'The case is closed; nothing more is sent from it.' });
}
