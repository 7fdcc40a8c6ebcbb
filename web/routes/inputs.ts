import type { InputRef, StoredInput } from '../../ports/input-store.js';
import { access, allow, callerOf } from '../access.js';
import { dismissBody, inputListQuery, inputParams, matchBody, type InputItem, type InputList } from '../api/input.js';
import type { ServerDependencies } from '../dependencies.js';
import { listed } from '../listed.js';
import { Problem } from '../problem.js';
import { invalid, type App } from '../validation.js';

/** What customers wrote that matches nobody: staff sees it, and says whose it is, or that nobody has to see to it. */
export function inputRoutes(app: App, dependencies: ServerDependencies): void {
  const { stores, hearInput } = dependencies;

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

  dismissRoute(app, dependencies);

  async function matchedBefore(ref: InputRef, customerId: string): Promise<StoredInput> {
    const known = await stores.inputs.get(ref);
    if (known?.customerId === customerId) return known;
    const detail = known === undefined ? 'There is no input of this id.' : 'It is known already whose this is.';
    throw new Problem(known === undefined ? 'not_found' : 'settled', { detail });
  }
}

function dismissRoute(app: App, { stores, clock }: ServerDependencies): void {
  app.post(
    '/v1/inputs/:id/dismiss',
    { preParsing: allow(access.work), schema: { params: inputParams, body: dismissBody } },
    async (request) => {
      const { tenant, actor } = callerOf(request);
      const ref = { tenant, inputId: request.params.id };
      const { reason } = request.body;
      const dismissed = await stores.inputs.dismiss(ref, { reason, actor, at: clock.now() });
      return itemOf(dismissed ?? (await dismissedBefore(ref)));
    },
  );

  /** The first word stands. */
  async function dismissedBefore(ref: InputRef): Promise<StoredInput> {
    const known = await stores.inputs.get(ref);
    if (known === undefined) throw new Problem('not_found', { detail: 'There is no input of this id.' });
    if (known.dismissed !== undefined && known.customerId === undefined) return known;
    const detail = known.customerId === undefined ? 'A machine wrote this.' : 'It is known already whose this is.';
    throw new Problem('settled', { detail });
  }
}

function itemOf(input: StoredInput): InputItem {
  const { inputId: id, receivedAt, channel, from, customerId, subject, text, attachments = 0, dismissed } = input;
  return {
    id,
    receivedAt,
    channel,
    from: from ?? null,
    customerId: customerId ?? null,
    subject: subject ?? null,
    text: text ?? null,
    attachments,
    dismissed: dismissed ?? null,
  };
}
