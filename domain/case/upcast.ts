import type { IncidentInCase, RecoveryCase } from './recovery-case.js';

/** What a case that an earlier version carried on lacks, as it was then: nothing of it had happened yet. */
const since = {
  corrected: {},
  reaches: [],
  stopped: {},
  surveysStopped: [],
  asks: [],
  inputs: [],
  texts: [],
  contacts: [],
};

/** A case as this version knows it, whichever version carried it on. */
export function upcast(c: RecoveryCase): RecoveryCase {
  if (c.phase === 'new') return c;
  const incidents = c.incidents.map((incident) => ({ ...joinedAtReport(incident), ...incident }));
  return { ...since, ...c, incidents };
}

function joinedAtReport({ reportedAt }: IncidentInCase): Partial<IncidentInCase> {
  return { joinedAt: reportedAt };
}
