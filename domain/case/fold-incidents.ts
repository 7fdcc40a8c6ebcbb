import type { CaseEvent } from './case-events.js';
import type { Folds } from './folds.js';
import { graver } from './incident.js';
import type { CaseIncident } from './incident.js';
import type { IncidentInCase, NewCase, OpenCase } from './recovery-case.js';
import { nothingYet } from './upcast.js';

/** The case that an accepted first incident opens. */
export function opened(c: NewCase, event: CaseEvent<'case_opened'>): OpenCase {
  const { lastApologyAt, earlierLease, hours } = event;
  return {
    phase: 'open',
    seq: c.seq,
    chain: c.chain,
    rules: event.rules,
    at: event.at,
    joining: [],
    refused: c.refused,
    caseId: event.caseId,
    number: event.number,
    reference: event.reference,
    openedAt: event.at,
    protocol: event.protocol,
    severity: event.incident.severity,
    incidents: [inCase(event.incident, { round: 1, at: event.at })],
    reachableBy: event.reachableBy,
    round: { number: 1, cause: 'first', startedAt: event.at, looking: false },
    secondChanceUsed: false,
    answered: [],
    messages: [],
    ...nothingYet,
    promises: [],
    clocks: [],
    rung: 0,
    escalationsDue: [],
    ...(lastApologyAt !== undefined && { lastApologyAt }),
    ...(earlierLease !== undefined && { earlierLease }),
    ...(hours !== undefined && { hours }),
  };
}

/** Facts about which incidents a case holds and who has it. */
export const foldIncidents: Folds<
  | 'opening_requested'
  | 'case_opened'
  | 'joining_requested'
  | 'incident_joined'
  | 'incident_refused'
  | 'owner_changed'
  | 'resolved'
  | 'command_refused'
  | 'recategorisation_requested'
  | 'recategorised'
  | 'rules_adopted'
> = {
  opening_requested: (c) => c,
  case_opened: (c) => c,
  joining_requested: (c, event) => ({ ...c, joining: [...c.joining, event.incidentId] }),
  incident_joined: (c, event) => ({
    ...joined(c, event.incident.id),
    severity: graver(c.severity, event.incident.severity),
    incidents: [...c.incidents, inCase(event.incident, { round: c.round.number, at: event.at })],
    reachableBy: event.reachableBy ?? c.reachableBy,
    ...(event.hours !== undefined && { hours: event.hours }),
  }),
  incident_refused: (c, event) => ({
    ...joined(c, event.incidentId),
    refused: [...c.refused, event.incidentId],
  }),
  owner_changed: (c, event) => ({ ...c, owner: event.owner }),
  resolved: (c, event) => ({
    ...c,
    cause: event.cause,
    incidents: c.incidents.map((i) => (event.incidents.includes(i.id) ? { ...i, resolvedAt: event.at } : i)),
  }),
  command_refused: (c) => c,
  recategorisation_requested: (c, event) => ({ ...c, recategorising: event.category }),
  recategorised: (c, event) => {
    const { recategorising: _, ...rest } = c;
    const { category, protocol, at } = event;
    const [opener, ...others] = c.incidents;
    const incidents = opener === undefined ? [] : [{ ...opener, category }, ...others];
    return { ...rest, incidents, protocol, recategorised: { at, category } };
  },
  rules_adopted: (c, event) => ({ ...c, rules: event.version }),
};

function inCase(
  incident: CaseIncident,
  { round, at }: { readonly round: number; readonly at: number },
): IncidentInCase {
  return { ...incident, joinedInRound: round, joinedAt: at, round, clockFrom: incident.reportedAt, moot: false };
}

function joined(c: OpenCase, incidentId: string): OpenCase {
  return { ...c, joining: c.joining.filter((id) => id !== incidentId) };
}
