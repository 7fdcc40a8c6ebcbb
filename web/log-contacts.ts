import { type ContactPast, wasSuppressed } from '../domain/journey/past-leases.js';
import type { Leak, LoggedContact } from '../ports/contact-log.js';
import type { ContactReceipt, ContactReport } from './api/contact.js';
import type { ServerDependencies } from './dependencies.js';

/** What keeping contacts needs of the world. */
export type Logging = Pick<ServerDependencies, 'clock' | 'metrics'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'contacts' | 'contactLog'>;
};

/** How far ahead of our clock a sender's clock may be. Milliseconds. */
const CLOCK_SKEW = 5 * 60_000;

/**
 * Keeps what another sender has sent, and judges it as of the time of sending. What became of each, in order. Rejects where the
 * stores do not answer: a repeat goes on from there.
 */
export async function logContacts(
  { stores, clock, metrics }: Logging,
  tenant: string,
  reports: readonly ContactReport[],
): Promise<readonly ContactReceipt[]> {
  const now = clock.now();
  const isAhead = ({ at }: ContactReport): boolean => at > now + CLOCK_SKEW;
  const sent = reports.filter((report) => !isAhead(report));
  const customers = [...new Set(sent.filter(isPromotion).map(({ customerId }) => customerId))];
  const pasts = customers.length === 0 ? [] : await stores.contacts.past(tenant, customers);
  const pastOf = new Map(customers.map((id, index) => [id, pasts[index]]));
  const contacts = sent.map((report) => loggedOf(report, { tenant, now, past: pastOf.get(report.customerId) }));
  const results = await stores.contactLog.keep(contacts);
  for (const [index, { purpose, leak }] of contacts.entries()) {
    if (results[index] === 'stored') metrics?.contacted({ purpose, ...(leak !== undefined && { leak }) });
  }
  const kept = results.values();
  return reports.map((report) =>
    isAhead(report) ? aheadOfUs(report) : { id: report.id, result: kept.next().value ?? 'different' },
  );
}

function aheadOfUs({ id }: ContactReport): ContactReceipt {
  return { id, result: 'malformed', detail: 'at: This is more than five minutes ahead.' };
}

function loggedOf(
  report: ContactReport,
  { tenant, now, past }: { readonly tenant: string; readonly now: number; readonly past: ContactPast | undefined },
): LoggedContact {
  const { id: contactId, ...said } = report;
  const leak = isPromotion(report) ? leakOf(report, past) : undefined;
  return { tenant, contactId, ...said, reportedAt: now, ...(leak !== undefined && { leak }) };
}

function leakOf({ at, decision }: ContactReport, past: ContactPast | undefined): Leak | undefined {
  if (past !== undefined && wasSuppressed(past, at)) return 'suppressed';
  return decision === 'suppress' || decision === 'replace' ? 'against_answer' : undefined;
}

function isPromotion({ purpose }: ContactReport): boolean {
  return purpose === 'marketing';
}
