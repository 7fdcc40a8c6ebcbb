import type { FastifyBaseLogger } from 'fastify';
import { RecoveryUnavailableError } from '../client/index.js';
import type { Channel } from '../domain/contact/channels.js';
import { type OptOutClass, optOutReasons, ownSubject } from '../domain/contact/opt-outs.js';
import { addressOn } from '../domain/contact/reachable.js';
import type { ConsentWord } from '../ports/consent-store.js';
import type { CustomerRef } from '../ports/customer-store.js';
import type { ServerDependencies } from './dependencies.js';
import { openCaseOf, tellOfAddresses } from './open-case.js';

/** What keeping an opt-out, and telling of it, needs of the world. */
export type Consenting = Pick<ServerDependencies, 'hashAddress'> & {
  readonly recoveries: Pick<ServerDependencies['recoveries'], 'tell'>;
  readonly stores: Pick<ServerDependencies['stores'], 'addresses' | 'cases' | 'consents' | 'customers'>;
};

/** A word for or against messages of a class on a channel, whose it is, and from which address it came. */
export interface Consent {
  /** Everybody who is concerned: all who have the address. */
  readonly customers: readonly CustomerRef[];
  readonly channel: Channel;
  readonly of: OptOutClass;
  readonly word: ConsentWord;
  /** Missing where the customers have no address there: it holds for whatever address they will have. */
  readonly addressHash?: string;
}

/** Keeps an opt-out, then tells of it: see there. */
export async function optOut(deps: Consenting, consent: Consent, confirm: boolean): Promise<void> {
  await keepOptOut(deps, consent, confirm);
  await tellOptOut(deps, consent, confirm);
}

/** Keeps an opt-out for an address and for each customer: from then on no sender sends any more. */
export async function keepOptOut(deps: Consenting, consent: Consent, confirm: boolean): Promise<void> {
  const { customers, channel, of, word, addressHash } = consent;
  const { consents } = deps.stores;
  if (addressHash !== undefined) await consents.optOut(addressHash, of, word);
  for (const customer of customers) {
    const tells = of === 'marketing' ? undefined : { ...customer, channel, scope: of, confirm, actor: word.actor };
    await consents.optOut(ownSubject(customer, channel), of, { ...word, ...(tells && { tells }) });
  }
}

/**
 * Tells each open case of an opt-out that is kept, and the messages on their way are taken back. `confirm`: the customer is told
 * so once. A repeat of one that was reversed since tells nobody. Rejects with `RecoveryUnavailableError` when a case could not be
 * told: the sweep tells it then.
 */
export async function tellOptOut(deps: Consenting, consent: Consent, confirm: boolean): Promise<void> {
  const { customers, channel, of, word } = consent;
  await each(customers, async (customer) => {
    const standing = await standingFor(deps, consent, customer);
    const report = await reportTo(deps, customer, { actor: word.actor, channel });
    if (report === undefined || of === 'marketing' || !standing.includes(of)) return;
    await deps.recoveries.tell({ type: 'channel_stopped', ...report, scope: of, confirm });
  });
}

/**
 * Reverses an opt-out for an address and for each customer, then tells each open case what stands now. Who wants every message
 * again has forgiven their complaint too, and what was not sent there for it may be sent now.
 */
export async function optIn(deps: Consenting, consent: Consent): Promise<void> {
  const { customers, channel, of, word, addressHash } = consent;
  const { consents, addresses } = deps.stores;
  for (const subject of subjectsOf(consent)) await consents.optIn(subject, of, word);
  if (of === 'all' && addressHash !== undefined) {
    await addresses.lift(addressHash, 'complained', { actor: word.actor, note: word.wording ?? '', at: word.at });
  }
  if (of === 'marketing') return;
  await each(customers, async (customer) => {
    const report = await reportTo(deps, customer, { actor: word.actor, channel });
    if (report !== undefined) {
      await deps.recoveries.tell({ type: 'channel_freed', ...report });
      for (const scope of await standingFor(deps, consent, customer)) {
        await deps.recoveries.tell({ type: 'channel_stopped', ...report, scope, confirm: false });
      }
    }
    if (of === 'all') await sendAgain(deps, consent, customer);
  });
}

/**
 * Waits until a word of a customer's own is kept. That an open case could not be told is logged: every sender looks where the
 * word is kept, so its customer need not know. What could not be kept is thrown: the word has to come again.
 */
export async function keptAtLeast(keeping: Promise<void>, log: Pick<FastifyBaseLogger, 'error'>): Promise<void> {
  try {
    await keeping;
  } catch (error) {
    if (!(error instanceof RecoveryUnavailableError)) throw error;
    log.error({ err: error }, 'an open case did not hear of an opt-out yet');
  }
}

/** Which address a customer has on a channel, by its hash; undefined where there is none. */
export function hashOn(
  { hashAddress }: Pick<Consenting, 'hashAddress'>,
  customer: Parameters<typeof addressOn>[0],
  channel: Channel,
): string | undefined {
  const address = addressOn(customer, channel);
  return address === undefined ? undefined : hashAddress(channel, address);
}

function subjectsOf({ addressHash, customers, channel }: Consent): readonly string[] {
  const own = customers.map((customer) => ownSubject(customer, channel));
  return addressHash === undefined ? own : [addressHash, ...own];
}

/** What a customer does not want there as things stand, of what a case has to know. */
async function standingFor(
  { stores }: Consenting,
  { channel, addressHash }: Consent,
  customer: CustomerRef,
): Promise<readonly ('all' | 'survey')[]> {
  const own = ownSubject(customer, channel);
  const stops = await stores.addresses.stopsOf(addressHash === undefined ? [own] : [addressHash, own]);
  return (['all', 'survey'] as const).filter((of) => stops.some(({ reason }) => reason === optOutReasons[of]));
}

/** Where the news go; undefined where no case is open. */
async function reportTo(
  { stores }: Consenting,
  customer: CustomerRef,
  told: { readonly actor: string; readonly channel: Channel },
) {
  const open = await stores.cases.unclosedOf(customer);
  return open && { tenant: customer.tenant, customerId: customer.customerId, caseId: open.caseId, ...told };
}

/** The address is right, then: what was refused there because nothing was wanted may be asked for again. */
async function sendAgain(deps: Consenting, { channel, word }: Consent, customer: CustomerRef): Promise<void> {
  const record = await deps.stores.customers.confirm(customer, channel, word.at);
  const c = await openCaseOf(deps, customer);
  if (record === undefined || c === undefined) return;
  await tellOfAddresses(deps, c, { customer, corrected: { record, changed: [] }, actor: word.actor });
}

/** All of them, and then the first reason why one could not be told. */
async function each(customers: readonly CustomerRef[], tell: (customer: CustomerRef) => Promise<void>): Promise<void> {
  const told = await Promise.allSettled(customers.map(tell));
  const failed = told.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
