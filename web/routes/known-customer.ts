import { access, allow, callerOf } from '../access.js';
import { customerParams } from '../api/customer.js';
import type { CustomerAnswer } from '../api/known-customer.js';
import type { ServerDependencies } from '../dependencies.js';
import { knownConsents } from '../known-consents.js';
import { knownCustomer } from '../known-customer.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';

/** What is known of a customer, for staff. */
export function knownCustomerRoutes(app: App, dependencies: ServerDependencies): void {
  app.get(
    '/v1/customers/:id',
    { preParsing: allow(access.texts), schema: { params: customerParams } },
    async (request) => {
      const customer = { tenant: callerOf(request).tenant, customerId: request.params.id };
      const known = await knownCustomer(dependencies, customer);
      if (known === undefined) throw new Problem('not_found', { detail: 'Nobody has reported this customer.' });
      const open = await dependencies.stores.cases.unclosedOf(customer);
      const consents = await knownConsents(dependencies, customer);
      return { ...known, caseId: open?.caseId ?? null, consents } satisfies CustomerAnswer;
    },
  );
}
