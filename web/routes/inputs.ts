import type { StoredInput } from '../../ports/input-store.js';
import { access, allow, callerOf } from '../access.js';
import { inputListQuery, inputParams, matchBody, type InputItem, type InputList } from '../api/input.js';
import type { ServerDependencies } from '../dependencies.js';
import { listed } from '../listed.js';
import { Problem } from '../problem.js';
import { invalid, type App } from '../validation.js';

/** What customers wrote that matches nobody: staff sees it, and says whose it is. */
export function inputRoutes(app: App, { stores, hearInput }: ServerDependencies): void {
  app.get(
    '/v1/inputs',
    { preParsing: allow(access.work), schema: { querystring: inputListQuery } },
    async (request) => {
      const page = await stores.inputs.unmatched(callerOf(request).tenant, request.query);
      return listed(page, itemOf) satisfies InputList;
    },
  );

  app.post(
    '/v1/inputs/:id/match',
    { preParsing: allow(access.work), schema: { params: inputParams, body: matchBody } },
    async (request) => {
      const { tenant } = callerOf(request);
      const ref = { tenant, inputId: request.params.id };
      const { customerId } = request.body;
      if ((await stores.customers.get({ tenant, customerId })) === undefined) {
        throw invalid([{ field: 'customerId', reason: 'Nobody has reported a customer of this id.' }]);
      }
      const matched = (await stores.inputs.match(ref, customerId)) ?? (await matchedBefore(ref, customerId));
      // Hearing twice changes nothing; and should it fail, the sweep does it.
      if (matched.heardAt === undefined) await hearInput(matched);
      return itemOf(matched);
    },
  );

  async function matchedBefore(ref: { tenant: string; inputId: string }, customerId: string): Promise<StoredInput> {
    const known = await stores.inputs.get(ref);
    if (known?.customerId === customerId) return known;
    const detail = known === undefined ? 'There is no input of this id.' : 'It is known already whose this is.';
    throw new Problem(known === undefined ? 'not_found' : 'settled', { detail });
  }
}

function itemOf(input: StoredInput): InputItem {
  const { inputId: id, receivedAt, channel, from, customerId, subject, text, attachments = 0 } = input;
  return {
    id,
    receivedAt,
    channel,
    from: from ?? null,
    customerId: customerId ?? null,
    subject: subject ?? null,
    text: text ?? null,
    attachments,
  };
}
