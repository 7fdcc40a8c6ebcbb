import type { ContactFacts, LeaseOn } from '../../domain/contact/decision.js';
import type { CaseView } from '../../domain/case/case-view.js';
import type { OptedOut } from '../../domain/contact/opt-outs.js';
import { type Lease, reportLease } from '../../domain/contact/lease.js';

/** A report that no case shows yet, with its lease. */
export interface LeasedReport {
  readonly reference: string;
  readonly lease: Lease;
}

/** The last case of a customer that has facts. */
export interface LastCase {
  readonly caseId: string;
  /** One that was written down before there were leases has none. */
  readonly view: Pick<CaseView, 'reference' | 'stage'> & Partial<Pick<CaseView, 'lease'>>;
}

/** What the decision has to know of one customer. */
export function factsOf(
  last: LastCase | undefined,
  reports: readonly LeasedReport[],
  optOuts: readonly OptedOut[],
): ContactFacts {
  const leases = [...(last === undefined ? [] : [ofCase(last)]), ...reports.map(ofReport)];
  return { leases, ...(optOuts.length > 0 && { optOuts }) };
}

function ofCase({ caseId, view: { reference, stage, lease = reportLease } }: LastCase): LeaseOn {
  return { lease, reference, caseId, open: stage !== 'closed' };
}

function ofReport({ reference, lease }: LeasedReport): LeaseOn {
  return { lease, reference, open: lease.kind === 'held' && lease.because === 'recovery' };
}
