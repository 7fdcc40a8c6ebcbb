import type { CustomerRef } from '../ports/customer-store.js';
import type { InboundMail } from '../ports/provider-hooks.js';
import type { ServerDependencies } from './dependencies.js';
import { readReference } from './reference.js';
import { ownerOfAddress, ownerOfSend, type Owner } from './take-text.js';

/** What finding out works on. */
type MailSources = Pick<ServerDependencies, 'hashAddress'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'sends' | 'cases' | 'incidents' | 'customers'>;
};

/** What may be a reference within a subject, as customers see it. */
const REFERENCE = /\b[0-9a-z]{8}\b/gi;
/** So many are looked up. */
const MOST_REFERENCES = 5;

/**
 * Whose a mail is: of the message of ours that it answers; else of whoever has its sender's address, of several the
 * one whose reference stands in its subject, or who was last written to there. A reference alone proves nothing: it is no
 * secret. Undefined where it is nobody's.
 */
export async function whoseMail(deps: MailSources, mail: InboundMail): Promise<Owner | undefined> {
  for (const mark of mail.marks) {
    const row = await deps.stores.sends.marked(mark);
    const owner = row && (await ownerOfSend(deps, row.key));
    if (owner !== undefined) return owner;
  }
  const hashes = hashesOf(deps, mail.from);
  const having = await havingAddress(deps, mail.from);
  const last = await ownerOfAddress(deps, hashes, having);
  const tenants = last === undefined ? having.map(({ tenant }) => tenant) : [last.tenant];
  for (const tenant of new Set(tenants)) {
    const named = await referenced(deps, tenant, { mail, hashes });
    if (named !== undefined) return named;
  }
  return last;
}

async function havingAddress({ stores }: MailSources, from: string | undefined): Promise<readonly CustomerRef[]> {
  if (from === undefined) return [];
  const found = await Promise.all(spellings(from).map((one) => stores.customers.withAddress('email', one)));
  // Whoever is found by both spellings is one customer.
  return [...new Map(found.flat().map((one) => [`${one.tenant}/${one.customerId}`, one])).values()];
}

/** People write their own address in capitals or without; we know it as it was reported. */
function hashesOf({ hashAddress }: MailSources, from: string | undefined): readonly string[] {
  if (from === undefined) return [];
  return spellings(from).map((address) => hashAddress('email', address));
}

function spellings(from: string): readonly string[] {
  return [...new Set([from, from.toLowerCase()])];
}

async function referenced(
  { stores, hashAddress }: MailSources,
  tenant: string,
  { mail, hashes }: { readonly mail: InboundMail; readonly hashes: readonly string[] },
): Promise<Owner | undefined> {
  const named = (mail.subject?.match(REFERENCE) ?? []).slice(0, MOST_REFERENCES).map(readReference);
  for (const reference of named.filter((one) => one !== undefined)) {
    for (const { incident, state } of await stores.incidents.referenced(tenant, reference)) {
      const customerId = incident.customer.id;
      const email = (await stores.customers.get({ tenant, customerId }))?.customer.email;
      if (email === undefined || !hashes.includes(hashAddress('email', email))) continue;
      return { tenant, customerId, caseId: state.kind === 'in_case' ? state.caseId : incident.id };
    }
  }
  return undefined;
}
