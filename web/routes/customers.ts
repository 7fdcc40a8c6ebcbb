import { channels } from '../../domain/contact/channels.js';
import { reachableBy } from '../../domain/contact/reachable.js';
import { isRefused } from '../../domain/journey/steps.js';
import { access, allow, callerOf, isStaff } from '../access.js';
import {
  contactBody,
  customerParams,
  reopeningBody,
  type ContactAnswer,
  type ReopeningAnswer,
} from '../api/customer.js';
import type { ServerDependencies } from '../dependencies.js';
import { openCaseOf, tellOfAddresses } from '../open-case.js';
import { Problem } from '../problem.js';
import { reopenAddress, stoppedAddresses } from '../reopen-address.js';
import type { App } from '../validation.js';

/** Addresses of known customers, corrected or reopened; the open case hears of it and sends what was pending. */
export function customerRoutes(app: App, dependencies: ServerDependencies): void {
  reopeningRoute(app, dependencies);
  const { stores, clock } = dependencies;

  app.put(
    '/v1/customers/:id/contact',
    { preParsing: allow(access.correctContact), schema: { params: customerParams, body: contactBody } },
    async (request) => {
      const { tenant, actor } = callerOf(request);
      const customer = { tenant, customerId: request.params.id };
      const corrected = await stores.customers.correct(customer, request.body, clock.now());
      if (corrected === undefined) throw new Problem('not_found', { detail: 'Nobody has reported this customer.' });
      const { record, changed } = corrected;
      const c = await openCaseOf(dependencies, customer);
      if (c !== undefined) await tellOfAddresses(dependencies, c, { customer, corrected, actor });
      return {
        customerId: customer.customerId,
        reachableBy: reachableBy(record.customer, channels),
        changed,
        // Why an address is stopped is heard of whoever has it: not for backends.
        stopped: isStaff(callerOf(request)) ? await stoppedAddresses(dependencies, tenant, record) : [],
        caseId: c?.caseId ?? null,
      } satisfies ContactAnswer;
    },
  );
}

function reopeningRoute(app: App, dependencies: ServerDependencies): void {
  app.post(
    '/v1/customers/:id/reopenings',
    { preParsing: allow(access.reopenAddress), schema: { params: customerParams, body: reopeningBody } },
    async (request) => {
      const { tenant, actor } = callerOf(request);
      const customer = { tenant, customerId: request.params.id };
      const { channel, reason } = request.body;
      const lift = { actor, note: reason, at: dependencies.clock.now() };
      const c = await openCaseOf(dependencies, customer);
      const refused = c?.messages.filter((m) => m.channel === channel && isRefused(c, m)).length ?? 0;
      const { record, lifted } = await reopenAddress(dependencies, { customer, channel, lift, refused: refused > 0 });
      if (c !== undefined)
        await tellOfAddresses(dependencies, c, { customer, corrected: { record, changed: [] }, actor });
      const { customerId } = customer;
      return { customerId, channel, lifted, refused, caseId: c?.caseId ?? null } satisfies ReopeningAnswer;
    },
  );
}
