import { foldKnown } from '../domain/case/evolve.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import { channels } from '../domain/contact/channels.js';
import { unheardCorrections } from '../domain/contact/corrections.js';
import { reachableBy } from '../domain/contact/reachable.js';
import type { CorrectedCustomer, CustomerRef } from '../ports/customer-store.js';
import type { ServerDependencies } from './dependencies.js';

/** The open case of a customer as far as the store shows it, or undefined. */
export async function openCaseOf(
  { stores }: { readonly stores: Pick<ServerDependencies['stores'], 'cases'> },
  customer: CustomerRef,
): Promise<OpenCase | undefined> {
  const ref = await stores.cases.unclosedOf(customer);
  const stored = ref && (await stores.cases.get(ref));
  const c = stored && foldKnown(stored.journal);
  return c?.phase === 'new' ? undefined : c;
}

/** Tells the open case of addresses what it has not heard, also what a crash kept from it. */
export async function tellOfAddresses(
  { recoveries }: { readonly recoveries: Pick<ServerDependencies['recoveries'], 'tell'> },
  c: OpenCase,
  told: { readonly customer: CustomerRef; readonly corrected: CorrectedCustomer; readonly actor: string },
): Promise<void> {
  const { customer, corrected, actor } = told;
  const { changed, record } = corrected;
  const missed = unheardCorrections(c, record.correctedAt ?? {});
  const unheard = channels.filter((channel) => changed.includes(channel) || missed.includes(channel));
  if (unheard.length === 0) return;
  const reachable = reachableBy(record.customer, c.protocol.channels);
  const report = { caseId: c.caseId, actor, reachableBy: reachable, corrected: unheard };
  await recoveries.tell({ type: 'contact_corrected', ...customer, ...report });
}
