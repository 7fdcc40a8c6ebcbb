import type { Stores } from '../../adapters/store/stores.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { chainOf } from '../../domain/case/chain.js';
import type { CaseView } from '../../domain/case/case-view.js';
import type { Lease } from '../../domain/contact/lease.js';
import type { ContactQuestion } from '../../web/api/contact-decision.js';
import { Random } from '../chaos/random.js';

/** Whose customers the benchmark makes. */
export const TENANT = 'bench';
/** The instant at which all of them are asked about. */
export const NOW = Date.UTC(2026, 4, 4, 12);
const DAY = 24 * 3_600_000;

/** Facts of a case of ordinary length. */
const FACTS = 40;
/** Writes that are under way at once. */
const AT_ONCE = 16;

/** What is known of a customer: of most nobody has ever heard. */
type Kind = 'unknown' | 'open' | 'content' | 'cooling' | 'reported' | 'refused';

interface Customer {
  readonly id: string;
  readonly kind: Kind;
  /** Reported contacts of other senders. */
  readonly contacts: number;
}

/** Fills the stores with so many customers, and asks about each once, in no order. */
export async function fill(stores: Stores, size: number, seed: number): Promise<readonly ContactQuestion[]> {
  const { next: draw } = new Random(seed);
  const customers = Array.from({ length: size }, (_, n): Customer => {
    const kinds: readonly Kind[] = ['open', 'content', 'content', 'cooling', 'reported', 'refused'];
    const kind = draw() < 0.9 ? 'unknown' : (kinds[Math.floor(draw() * kinds.length)] ?? 'unknown');
    return { id: `c-${seed}-${n}`, kind, contacts: draw() < 0.1 ? 2 : 0 };
  });
  const queue = customers.values();
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(stores, queue)));
  const shuffled = customers.map(({ id }) => ({ id, place: draw() })).sort((a, b) => a.place - b.place);
  return shuffled.map(({ id }): ContactQuestion => {
    return { customerId: id, purpose: draw() < 0.8 ? 'marketing' : 'survey' };
  });
}

async function work(stores: Stores, queue: Iterable<Customer>): Promise<void> {
  for (const customer of queue) await write(stores, customer);
}

async function write(stores: Stores, { id: customerId, kind, contacts }: Customer): Promise<void> {
  if (kind === 'reported' || kind === 'refused') await report(stores, customerId, kind);
  else if (kind !== 'unknown') await recovered(stores, customerId, leases[kind]);
  const made = Array.from({ length: contacts }, (_, n) => ({
    ...{ tenant: TENANT, contactId: `${customerId}-${n}`, customerId, purpose: 'marketing' as const },
    ...{ at: NOW - (n + 1) * DAY, reportedAt: NOW - (n + 1) * DAY },
  }));
  if (made.length > 0) await stores.contactLog.keep(made);
}

const leases: Readonly<Record<'open' | 'content' | 'cooling', Lease>> = {
  open: { kind: 'held', because: 'recovery' },
  content: { kind: 'ends', at: NOW - DAY, because: 'satisfied' },
  cooling: { kind: 'ends', at: NOW + DAY, because: 'cool_off' },
};

async function report({ incidents }: Stores, customerId: string, kind: 'reported' | 'refused'): Promise<void> {
  const id = `${customerId}-late`;
  const customer = { id: customerId, locale: 'en', email: `${customerId}@customers.example` };
  await incidents.put({
    ...{ tenant: TENANT, id, reference: 'K7QX2M9A', source: 'backend_event', confidence: 1, category: 'late_delivery' },
    ...{ occurredAt: NOW - 2 * DAY, reportedAt: NOW - DAY, story: 'The parcel has not arrived. '.repeat(20), customer },
  });
  const refusal = { reason: 'too_old', lease: leases.cooling };
  if (kind === 'refused') await incidents.refuse({ tenant: TENANT, incidentId: id }, refusal);
}

async function recovered({ cases }: Stores, customerId: string, lease: Lease): Promise<void> {
  const claim = { tenant: TENANT, caseId: `${customerId}-late`, customerId, openedAt: NOW - 9 * DAY };
  await cases.open(claim);
  const events = Array.from({ length: FACTS }, (_, n): CaseEvent => {
    return { type: 'clock_warned', clock: 'resolution', incidentId: claim.caseId, round: 1, percent: 50, ...stamp(n) };
  });
  const after = { seq: 0, chain: chainOf([]) };
  await cases.apply({ ...claim, after, events, view: { ...view, openedAt: claim.openedAt, ...stageOf(lease), lease } });
}

function stageOf({ kind }: Lease): Pick<CaseView, 'stage' | 'surveyedAt'> {
  return kind === 'held' ? { stage: 'resolve' } : { stage: 'closed', surveyedAt: NOW - 2 * DAY };
}

function stamp(n: number): Pick<CaseEvent, 'at' | 'actor' | 'rules'> {
  return { at: NOW - 9 * DAY + n, actor: 'system', rules: 4 };
}

const view = {
  reference: 'K7QX2M9A',
  number: 1,
  severity: 'high',
  protocol: 'delivery',
  team: 'delivery',
  round: 1,
  sla: 'on_track',
  waitingFor: 'agent',
  rung: 0,
  incidents: [],
  breaches: 0,
  inDoubt: 0,
} as const;
