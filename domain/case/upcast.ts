import type { IncidentInCase, RecoveryCase } from './recovery-case.js';

/** What a case that an earlier version carried on lacks, as it is in one that was just opened: nothing of it has happened. */
export const nothingYet = {
  corrected: {},
  reaches: [],
  stopped: {},
  surveysStopped: [],
  asks: [],
  inputs: [],
  texts: [],
  contacts: [],
} as const;

/** A case as this version knows it, whichever version carried it on. */
export function upcast(c: RecoveryCase): RecoveryCase {
  if (c.phase === 'new') return c;
  const incidents = c.incidents.map((incident) => ({ ...joinedAtReport(incident), ...incident }));
  return { ...nothingYet, ...c, incidents };
}

function joinedAtReport({ reportedAt }: IncidentInCase): Partial<IncidentInCase> {
  return { joinedAt: reportedAt };
}
