import { graver, onFive } from '../case/incident.js';
import type { Incident, Severity } from '../case/incident.js';

/** What qualifies for a recovery, and how grave an incident is where its report does not say. Durations in milliseconds. */
export interface Criteria {
  /** Older incidents are refused, unless their customer wrote to us. */
  readonly maxAge: number;
  /** Reports less certain than this (0 to 1) are refused. */
  readonly minConfidence: number;
  /** A score of this or less, on the scale 1 to 5, qualifies; a report without a score always does. */
  readonly scoreUpTo: number;
  /** The first rule that matches gives the severity. */
  readonly severityRules: readonly SeverityRule[];
  readonly defaultSeverity: Severity;
}

/** All given conditions have to hold. */
export interface SeverityRule {
  readonly severity: Severity;
  readonly categories?: readonly string[];
  readonly scoreUpTo?: number;
  readonly lossFrom?: { readonly minor: number; readonly currency: string };
  readonly tier?: readonly string[];
  readonly vulnerable?: boolean;
}

/** Why an incident does not qualify. */
export type RefusalByCriteria = 'too_old' | 'not_confident_enough' | 'score_too_good';

/** The severity of a qualifying incident, or why it does not qualify; `baseline` is its score on the scale 1 to 5. */
export type Qualification =
  | { readonly kind: 'qualifies'; readonly severity: Severity }
  | { readonly kind: 'refused'; readonly reason: RefusalByCriteria };

/** Whether an incident qualifies for recovery at `now`, and how grave it is. */
export function qualify(criteria: Criteria, incident: Incident, now: number): Qualification {
  const { leastSeverity } = incident;
  const score = incident.score && onFive(incident.score);
  const isOld = now - incident.occurredAt > criteria.maxAge;
  // Whoever wrote to us is heard on any day: a letter may have waited for somebody to say whose it is.
  if (isOld && leastSeverity === undefined) return { kind: 'refused', reason: 'too_old' };
  if (incident.confidence < criteria.minConfidence) return { kind: 'refused', reason: 'not_confident_enough' };
  if (score !== undefined && score > criteria.scoreUpTo) return { kind: 'refused', reason: 'score_too_good' };
  const rule = criteria.severityRules.find((r) => matches(r, incident));
  const severity = incident.severity ?? rule?.severity ?? criteria.defaultSeverity;
  return { kind: 'qualifies', severity: graver(severity, leastSeverity ?? severity) };
}

function matches(rule: SeverityRule, incident: Incident): boolean {
  const { categories, scoreUpTo, lossFrom, tier, vulnerable } = rule;
  const { score, loss, customer } = incident;
  const conditions = [
    categories === undefined || categories.includes(incident.category),
    scoreUpTo === undefined || (score !== undefined && onFive(score) <= scoreUpTo),
    lossFrom === undefined || (loss?.amount?.currency === lossFrom.currency && loss.amount.minor >= lossFrom.minor),
    tier === undefined || tier.includes(customer.tier ?? 'standard'),
    vulnerable === undefined || vulnerable === (customer.vulnerable ?? false),
  ];
  return conditions.every(Boolean);
}
