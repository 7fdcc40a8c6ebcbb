import { access, allow, callerOf, isStaff } from '../access.js';
import type { Caller } from '../api-keys.js';
import { type ConsentAnswer, optInBody, optOutBody } from '../api/consent.js';
import { customerParams } from '../api/customer.js';
import { type Consent, hashOn, optIn, optOut } from '../consents.js';
import type { ServerDependencies } from '../dependencies.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';

/** What a customer has said to a person or a backend for or against our messages, kept with its evidence. */
export function consentRoutes(app: App, dependencies: ServerDependencies): void {
  const { stores } = dependencies;

  app.post(
    '/v1/customers/:id/opt-outs',
    { preParsing: allow(access.consent), schema: { params: customerParams, body: optOutBody } },
    async (request) => {
      const consent = await consentOf(dependencies, callerOf(request), { id: request.params.id, said: request.body });
      await optOut(dependencies, consent, consent.of === 'all');
      return answerOf(consent);
    },
  );

  app.post(
    '/v1/customers/:id/opt-ins',
    { preParsing: allow(access.consent), schema: { params: customerParams, body: optInBody } },
    async (request) => {
      const consent = await consentOf(dependencies, callerOf(request), { id: request.params.id, said: request.body });
      await optIn(dependencies, consent);
      return answerOf(consent);
    },
  );

  async function answerOf({ customers: [customer], channel, of }: Named): Promise<ConsentAnswer> {
    const open = await stores.cases.unclosedOf(customer);
    return { customerId: customer.customerId, channel, class: of, caseId: open?.caseId ?? null };
  }
}

/** A word of one customer. */
type Named = Consent & { readonly customers: readonly [Consent['customers'][number]] };

interface Said {
  readonly id: string;
  readonly said: Pick<Consent, 'channel'> & {
    readonly class: Consent['of'];
    readonly source?: Consent['word']['source'];
    readonly wording?: string;
  };
}

async function consentOf(deps: ServerDependencies, caller: Caller, { id, said }: Said): Promise<Named> {
  const customer = { tenant: caller.tenant, customerId: id };
  const known = await deps.stores.customers.get(customer);
  if (known === undefined) throw new Problem('not_found', { detail: 'Nobody has reported this customer.' });
  const { channel, wording, source = isStaff(caller) ? 'agent' : 'api' } = said;
  const addressHash = hashOn(deps, known.customer, channel);
  const word = { at: deps.clock.now(), source, actor: caller.actor, ...(wording !== undefined && { wording }) };
  return { customers: [customer], channel, of: said.class, word, ...(addressHash !== undefined && { addressHash }) };
}
