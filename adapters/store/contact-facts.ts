import type { ContactFacts, LeaseOn } from '../../domain/contact/decision.js';
import type { CaseView } from '../../domain/case/case-view.js';
import type { OptedOut } from '../../domain/contact/opt-outs.js';
import type { MadeContact } from '../../domain/contact/caps.js';
import { isForgiven, type LeasedReport, reportLease } from '../../domain/contact/lease.js';

/** A report that no case shows yet, with its lease. */
export interface ReportOnly extends LeasedReport {
  readonly reference: string;
}

/** A case of a customer that has facts. */
export interface ShownCase {
  readonly caseId: string;
  /** One that was written down before there were leases has none. */
  readonly view: Pick<CaseView, 'reference' | 'stage'> & Partial<Pick<CaseView, 'lease' | 'surveyedAt'>>;
}

/** What was found of one customer. */
export interface Found {
  /** In the order in which they came. */
  readonly cases: readonly ShownCase[];
  readonly reports: readonly ReportOnly[];
  /** What other senders have reported; undefined where nobody has asked. */
  readonly made?: readonly MadeContact[];
  /** What they do not want. */
  readonly optOuts?: readonly OptedOut[];
}

/** What the decision has to know of one customer. */
export function factsOf({ cases, reports, made, optOuts = [] }: Found): ContactFacts {
  const last = cases.at(-1);
  const refused = optOuts.length > 0 ? { optOuts } : {};
  const ofCases = cases.map(({ view: { lease = reportLease } }) => lease);
  const counting = reports.filter((report) => !isForgiven(report, ofCases));
  const leases = [...(last === undefined ? [] : [ofCase(last)]), ...counting.map(ofReport)];
  if (made === undefined) return { leases, ...refused };
  // Our own surveys count with those of others, of every case: one may have ended and another begun.
  const surveys = cases.flatMap(({ view: { surveyedAt: at } }) =>
    at === undefined ? [] : [{ purpose: 'survey' as const, at }],
  );
  return { leases, ...refused, made: [...surveys, ...made] };
}

function ofCase({ caseId, view: { reference, stage, lease = reportLease } }: ShownCase): LeaseOn {
  return { lease, reference, caseId, open: stage !== 'closed' };
}

function ofReport({ reference, lease }: ReportOnly): LeaseOn {
  return { lease, reference, open: lease.kind === 'held' && lease.because === 'recovery' };
}
