import type { CaseIncident, Incident, Severity } from '../domain/case/incident.js';
import { onFive } from '../domain/case/incident.js';

export { addressOn, reachableBy } from '../domain/contact/reachable.js';

/** The part of an incident that a case may carry: nothing personal, no text. */
export function caseIncident(incident: Incident, severity: Severity): CaseIncident {
  const { id, category, reportedAt, score, loss, source, repeatOf } = incident;
  return {
    id,
    category,
    severity,
    reportedAt,
    ...(score !== undefined && { baseline: onFive(score) }),
    ...(loss !== undefined && { loss }),
    ...(repeatOf !== undefined && { repeatOf }),
    ...(source === 'operational' && { operational: true }),
  };
}
