import type { CaseEvent } from '../case/case-events.js';
import { foldKnown } from '../case/evolve.js';
import { isForgiven, isHeld, type Lease } from '../contact/lease.js';
import { leaseOf } from './lease-of.js';

/** A report of a customer, and what has become of it. */
export interface PastReport {
  readonly incidentId: string;
  readonly reportedAt: number;
  /** Of one that was refused. */
  readonly refused?: { readonly lease: Lease };
}

/** A case of a customer. */
export interface PastCase {
  /** It counts from 1; the last one tells of those before. */
  readonly number: number;
  readonly journal: readonly CaseEvent[];
}

/** All that tells how things stood with a customer at any time. */
export interface ContactPast {
  readonly reports: readonly PastReport[];
  readonly cases: readonly PastCase[];
}

/**
 * Whether promotion had to stay away from the customer at that instant, as far as is known by now: from the instant of each
 * report until a case had it, or until its refusal had cooled off or its customer was content, and then as the last case of that
 * time says.
 */
export function wasSuppressed({ reports, cases }: ContactPast, at: number): boolean {
  const journals = [...cases]
    .sort((a, b) => a.number - b.number)
    .map(({ journal }) => journal.filter((event) => event.at <= at))
    .filter((journal) => journal.some(({ type }) => type === 'case_opened'));
  const known = new Set(journals.flatMap((journal) => journal.flatMap(broughtIn)));
  const leases = journals.map(foldKnown).flatMap((c) => (c.phase === 'new' ? [] : [leaseOf(c)]));
  const stoodInTheWay = ({ incidentId, reportedAt, refused }: PastReport): boolean => {
    if (reportedAt > at) return false;
    if (refused === undefined) return !known.has(incidentId);
    const { lease } = refused;
    return isHeld(lease, at) && !isForgiven({ reportedAt, lease }, leases);
  };
  const last = leases.at(-1);
  return reports.some(stoodInTheWay) || (last !== undefined && isHeld(last, at));
}

/** The ids of the incidents that a fact brings into its case. */
function broughtIn(event: CaseEvent): readonly string[] {
  return event.type === 'case_opened' || event.type === 'incident_joined' ? [event.incident.id] : [];
}
