import type { Opening } from '../domain/case/case-events.js';
import type { Incident } from '../domain/case/incident.js';
import type { FrozenProtocol } from '../domain/protocol/protocol.js';
import { coolingOff } from '../domain/contact/lease.js';
import { OVER_CAPACITY } from '../domain/protocol/capacity.js';
import { qualify } from '../domain/protocol/criteria.js';
import type { OpenedCase } from '../ports/case-store.js';
import type { Programme } from '../ports/programme-store.js';
import type { JoinCaseInput, JoinResult, OpenCaseInput, OpenResult, ProtocolInput } from './contract.js';
import { caseIncident, reachableBy } from './case-parts.js';
import type { Dependencies } from './dependencies.js';
import { hoursOf, isOutdated, staffedOf } from './freeze-hours.js';
import { notFound } from './failures.js';
import { takeCapacity } from './quotas.js';

/** A programme with its content hash. */
interface Published {
  readonly hash: string;
  readonly programme: Programme;
}

type NewCase = Extract<OpenedCase, { kind: 'opened' }>;

/**
 * Opens a case with an incident: the case document under the customer's next number first, then the incident is taken
 * up. The run that asks holds this customer, so an unclosed case belongs to a run that died: it is restored from its
 * journal, or, where it died before its first projection, opened again with its own incident. Should newer criteria
 * refuse that one, the incident that woke us opens the case.
 */
export async function openCase(deps: Dependencies, input: OpenCaseInput): Promise<OpenResult> {
  const { tenant, customerId, incidentId } = input;
  const ref = { tenant, incidentId };
  const incident = await storedIncident(deps, ref);
  const found = await deps.cases.open({ tenant, customerId, caseId: incidentId, openedAt: deps.clock.now() });
  if (found.kind === 'restored') {
    if (found.journal.at(-1)?.type === 'case_closed') return { kind: 'refused', reason: 'closed_before' };
    if (found.journal.length > 0) return { kind: 'restored', journal: found.journal };
    const again = await openCase(deps, { ...input, incidentId: found.caseId });
    return again.kind === 'refused' ? openCase(deps, input) : again;
  }
  const published = await currentProgramme(deps, tenant);
  // Judged as on the day of its report: that a run died or a store was down makes no incident too old.
  const qualified = qualify(published.programme.criteria, incident, incident.reportedAt);
  const protocol = listed(published, incident.category);
  if (qualified.kind === 'refused') {
    await deps.cases.discard({ tenant, caseId: incidentId });
    return refuse(deps, ref, { reason: qualified.reason, protocol });
  }
  if (!(await takeCapacity(deps, incident, { severity: qualified.severity, protocol }))) {
    await deps.cases.discard({ tenant, caseId: incidentId });
    return refuse(deps, ref, { reason: OVER_CAPACITY, protocol });
  }
  if ((await deps.incidents.takeUp(ref, incidentId)) === 'closed_before') {
    await deps.cases.discard({ tenant, caseId: incidentId });
    return { kind: 'refused', reason: 'closed_before' };
  }
  const entry = caseIncident(incident, qualified.severity);
  return { kind: 'opened', opening: await freeze(deps, incident, { found, entry, published }) };
}

/** Lets an incident join an open case, under the criteria of the programme that the case froze. */
export async function joinCase(deps: Dependencies, input: JoinCaseInput): Promise<JoinResult> {
  const { tenant, caseId, incidentId } = input;
  const ref = { tenant, incidentId };
  const programme = await deps.programmes.byHash(tenant, input.programme);
  if (programme === undefined) throw notFound(`programme ${input.programme}`);
  const incident = await storedIncident(deps, ref);
  const qualified = qualify(programme.criteria, incident, incident.reportedAt);
  if (qualified.kind === 'refused') {
    const protocol = listed({ hash: input.programme, programme }, incident.category);
    return refuse(deps, ref, { reason: qualified.reason, protocol });
  }
  const taken = await deps.incidents.takeUp(ref, caseId);
  if (taken === 'closed_before') return { kind: 'refused', reason: 'closed_before' };
  // A later report may have brought an address: the case can be heard where it could not before.
  const record = await deps.customers.get({ tenant, customerId: input.customerId });
  const customer = record?.customer ?? incident.customer;
  const hours = input.hours && (await hoursOf(deps, programme, customer));
  const isNew = hours !== undefined && input.hours !== undefined && isOutdated(input.hours, hours, deps.clock.now());
  return {
    kind: 'joined',
    incident: caseIncident(incident, qualified.severity),
    reachableBy: reachableBy(customer, input.channels),
    ...(record?.correctedAt !== undefined && { correctedAt: record.correctedAt }),
    ...(isNew && { hours }),
  };
}

/** The protocol to which a case moves with its category, in the programme that the case froze. */
export async function protocolOf(deps: Dependencies, input: ProtocolInput): Promise<FrozenProtocol> {
  const programme = await deps.programmes.byHash(input.tenant, input.programme);
  if (programme === undefined) throw notFound(`programme ${input.programme}`);
  return protocolFor(deps, { hash: input.programme, programme }, input.category);
}

/** What a case keeps from its first day: the numbers of its protocol, and whom it can reach. */
async function freeze(
  deps: Dependencies,
  incident: Incident,
  parts: { found: NewCase; entry: Opening['incident']; published: Published },
): Promise<Opening> {
  const { tenant, id, reference, customer } = incident;
  const { number, previousCaseId } = parts.found;
  const protocol = await protocolFor(deps, parts.published, incident.category);
  const record = await deps.customers.get({ tenant, customerId: customer.id });
  // Its report died before it could keep the customer, and the sweep has found it.
  if (record === undefined) await deps.customers.upsert(tenant, customer, incident.reportedAt);
  const previous = previousCaseId === undefined ? undefined : await deps.cases.get({ tenant, caseId: previousCaseId });
  const { lastApologyAt, lease: earlierLease } = previous?.view ?? {};
  const known = record?.customer ?? customer;
  const writesAtAnyHour = protocol.contactHours === undefined;
  const hours = writesAtAnyHour ? undefined : await hoursOf(deps, parts.published.programme, known);
  return {
    caseId: id,
    number,
    reference,
    incident: parts.entry,
    protocol,
    reachableBy: reachableBy(known, protocol.channels),
    ...(lastApologyAt !== undefined && { lastApologyAt }),
    ...(earlierLease !== undefined && { earlierLease }),
    ...(hours !== undefined && { hours }),
  };
}

/** The protocol of a category; an unknown category gets the default one. */
function listed({ hash, programme }: Published, category: string): Programme['protocols'][number] {
  const { protocols } = programme;
  const found = protocols.find((p) => p.categories.includes(category)) ?? protocols.find((p) => p.name === 'default');
  if (found === undefined) throw notFound(`protocol default of programme ${hash}`);
  return found;
}

/** The same as a case freezes it: what decides whether there is a case at all stays behind. */
async function protocolFor(deps: Dependencies, published: Published, category: string): Promise<FrozenProtocol> {
  const { categories: _c, casesPerDay: _d, ...numbers } = listed(published, category);
  const staffed = await staffedOf(deps, published.programme, numbers.team);
  return { ...numbers, programme: published.hash, ...(staffed !== undefined && { staffed }) };
}

async function refuse(
  deps: Dependencies,
  ref: { tenant: string; incidentId: string },
  { reason, protocol }: { reason: string; protocol: Pick<FrozenProtocol, 'coolOff'> },
): Promise<{ kind: 'refused'; reason: string }> {
  // A report is a report: promotion stays away from whoever was let down, also where it opens no recovery.
  await deps.incidents.refuse(ref, { reason, lease: coolingOff(deps.clock.now(), protocol.coolOff) });
  return { kind: 'refused', reason };
}

async function currentProgramme(deps: Dependencies, tenant: string): Promise<Published> {
  const published = await deps.programmes.current(tenant);
  if (published === undefined) throw notFound(`a published programme of tenant ${tenant}`);
  return published;
}

async function storedIncident(deps: Dependencies, ref: { tenant: string; incidentId: string }): Promise<Incident> {
  const stored = await deps.incidents.get(ref);
  if (stored === undefined) throw notFound(`incident ${ref.incidentId}`);
  return stored.incident;
}
