import { type Release, releaseOf } from '../domain/contact/release.js';
import type { Clock } from '../ports/clock.js';
import type { ContactLook } from '../ports/contact-look.js';
import type { CustomerRef } from '../ports/customer-store.js';
import type { CustomerEvent, EventStore } from '../ports/event-store.js';
import type { LeaseEnd, LeaseEnds } from '../ports/lease-ends.js';
import type { RecoveryMetrics } from '../ports/metrics.js';
import { ofEach } from './of-each.js';

/** What announcing releases needs. */
export interface ReleaseSources {
  readonly clock: Clock;
  readonly leaseEnds: LeaseEnds;
  readonly contacts: ContactLook;
  readonly events: Pick<EventStore, 'keep'>;
  readonly metrics: Pick<RecoveryMetrics, 'released'>;
}

/** How many customers were announced as free again, and how many ends could not be looked at. */
export interface Announced {
  readonly released: number;
  readonly failed: number;
}

/** What has ended at one tenant. */
interface TenantEnds {
  readonly tenant: string;
  readonly ends: readonly LeaseEnd[];
}

/**
 * Keeps one event for each customer whose lease has ended and from whom nothing else keeps promotion away. The event first,
 * then the end is seen: after a crash in between the next sweep finds the end again, and the event there already. The id of
 * an event is its customer and the instant of the end, so that two sweeps, or two leases that end together, make one.
 */
export async function announceReleases(sources: ReleaseSources): Promise<Announced> {
  const of: Announced[] = [];
  for (const ends of byTenant(await sources.leaseEnds.due(sources.clock.now()))) of.push(await ofTenant(sources, ends));
  return {
    released: of.reduce((sum, { released }) => sum + released, 0),
    failed: of.reduce((sum, { failed }) => sum + failed, 0),
  };
}

async function ofTenant(sources: ReleaseSources, { tenant, ends }: TenantEnds): Promise<Announced> {
  const customers = ends.map(({ customerId }) => customerId);
  const facts = await sources.contacts.of(tenant, customers);
  // After the look, so that nothing that it has found to be over is held to be still to come.
  const now = sources.clock.now();
  const { done, failed } = await ofEach([...ends.entries()], ([index, end]) =>
    settle(sources, end, releaseOf(facts[index] ?? { leases: [] }, now)),
  );
  return { released: done, failed };
}

/** Whether an event was kept that was not there before. */
async function settle({ events, leaseEnds, metrics }: ReleaseSources, end: LeaseEnd, release: Release) {
  if (release.kind === 'unsettled') return false;
  const isNews = release.kind === 'released' && (await events.keep(eventOf(end, release))) === 'kept';
  if (isNews) metrics.released();
  await leaseEnds.seen(end);
  return isNews;
}

function eventOf({ tenant, customerId }: CustomerRef, release: Extract<Release, { kind: 'released' }>): CustomerEvent {
  const { kind: type, at, ...rest } = release;
  return { tenant, id: `${type}/${customerId}/${at}`, type, customerId, at, ...rest };
}

function byTenant(ends: readonly LeaseEnd[]): readonly TenantEnds[] {
  const tenants = [...new Set(ends.map(({ tenant }) => tenant))];
  return tenants.map((tenant) => ({ tenant, ends: ends.filter((end) => end.tenant === tenant) }));
}
