import type { Loss, Severity } from '../case/incident.js';

/** Why an incident beyond the day's capacity is refused. */
export const OVER_CAPACITY = 'over_capacity';

/**
 * Whether the day's capacity of a protocol may refuse this incident: never what is grave, and never where money is owed
 * to the customer.
 */
export function capacityApplies({ severity, loss }: { readonly severity: Severity; readonly loss?: Loss }): boolean {
  const grave = severity === 'high' || severity === 'critical';
  const owed = loss?.kind === 'money' && loss.amount?.minor !== 0;
  return !grave && !owed;
}
