import { access, allow, callerOf } from '../access.js';
import { contactQuestion, type ContactQuestion, type UnreadLine } from '../api/contact-decision.js';
import { addBatchRoute } from '../batch-route.js';
import { decideContacts } from '../decide-contacts.js';
import type { ServerDependencies } from '../dependencies.js';
import type { App } from '../validation.js';

/** "May I contact this customer?", asked by every other sender before it sends; a line that cannot be read is suppressed. */
export function contactDecisionRoutes(app: App, dependencies: ServerDependencies): void {
  const path = '/v1/contact-decisions';
  app.post(path, { preParsing: allow(access.askContact), schema: { body: contactQuestion } }, async (request) => {
    const [answer] = await decideContacts(dependencies, callerOf(request).tenant, [request.body]);
    return answer;
  });
  addBatchRoute<ContactQuestion>(app, {
    path,
    roles: access.askContact,
    batchOf: ({ tenant }) => ({
      schema: contactQuestion,
      answer: (questions) => decideContacts(dependencies, tenant, questions),
      unread: (line, detail): UnreadLine => ({ line, decision: 'suppress', reason: 'malformed', detail }),
    }),
  });
}
