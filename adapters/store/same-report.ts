import { canonicalJson } from '../../domain/canonical-json.js';
import type { Incident } from '../../domain/case/incident.js';

/** Do two reports say the same? What intake adds itself, the time and the reference, does not count. */
export function sameReport(a: Incident, b: Incident): boolean {
  return saidBy(a) === saidBy(b);
}

function saidBy(incident: Incident): string {
  return canonicalJson({ ...incident, reportedAt: undefined, reference: undefined });
}
