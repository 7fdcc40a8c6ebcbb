import { access, allow, callerOf } from '../access.js';
import {
  type ContactReceipt,
  contactReport,
  type ContactReport,
  leakListQuery,
  type LeakList,
  type UnreadContact,
} from '../api/contact.js';
import { addBatchRoute } from '../batch-route.js';
import type { ServerDependencies } from '../dependencies.js';
import { listed } from '../listed.js';
import { logContacts } from '../log-contacts.js';
import { Problem } from '../problem.js';
import { invalid, type App } from '../validation.js';

/** What other senders have sent, and what of it they should not have. */
export function contactRoutes(app: App, dependencies: ServerDependencies): void {
  const path = '/v1/contacts';
  app.post(path, { preParsing: allow(access.reportContact), schema: { body: contactReport } }, async (request) => {
    const [receipt] = await logContacts(dependencies, callerOf(request).tenant, [request.body]);
    return keptOr(receipt);
  });
  addBatchRoute<ContactReport>(app, {
    path,
    roles: access.reportContact,
    batchOf: ({ tenant }) => ({
      schema: contactReport,
      answer: (reports) => logContacts(dependencies, tenant, reports),
      unread: (line, detail): UnreadContact => ({ line, result: 'malformed', detail }),
    }),
  });
  app.get(
    `${path}/leaks`,
    { preParsing: allow(access.read), schema: { querystring: leakListQuery } },
    async (request) => {
      const page = await dependencies.stores.contactLog.leaked(callerOf(request).tenant, request.query);
      return listed(page, ({ contactId: id, customerId, at, leak, decision = null }) => {
        return { id, customerId, at, leak, decision };
      }) satisfies LeakList;
    },
  );
}

function keptOr(receipt: ContactReceipt | undefined): ContactReceipt | undefined {
  if (receipt?.result === 'malformed')
    throw invalid([{ field: 'at', reason: 'This is more than five minutes ahead.' }]);
  if (receipt?.result !== 'different') return receipt;
  throw new Problem('contact_differs', { errors: [{ field: 'id', reason: 'Reported before with other content.' }] });
}
