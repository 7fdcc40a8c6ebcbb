import type { Incident } from '../domain/case/incident.js';
import type { Lease } from '../domain/contact/lease.js';
import type { Page } from './case-store.js';

/** How a stored incident stands. */
export type IncidentState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'in_case'; readonly caseId: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** An incident with what became of it. */
export interface StoredIncident {
  readonly incident: Incident;
  readonly state: IncidentState;
}

/** Names an incident; ids in ports include the tenant. */
export interface IncidentRef {
  readonly tenant: string;
  readonly incidentId: string;
}

/** An incident that no case has taken up yet, and whose it is. */
export interface WaitingIncident extends IncidentRef {
  readonly customerId: string;
}

/** An incident that a case has taken up, and whose it is. */
export interface TakenUpIncident extends WaitingIncident {
  readonly caseId: string;
}

/** An incident that was refused, and why; nothing personal. */
export interface RefusedIncident {
  readonly incidentId: string;
  readonly customerId: string;
  readonly category: string;
  readonly reportedAt: number;
  readonly reason: string;
}

/** Why an incident is refused, and how long promotion stays away from its customer all the same. */
export interface Refusal {
  readonly reason: string;
  readonly lease: Lease;
}

/** Reported incidents, by tenant and id. */
export interface IncidentStore {
  /** Keeps a report; a repeat is `same` when it says the same, else `different`, and changes nothing (`reportedAt` of the first stays). */
  put(incident: Incident): Promise<'stored' | 'same' | 'different'>;
  /** Gives the incident to a case by one conditional update: taken now, mine already, or part of another or refused. */
  takeUp(ref: IncidentRef, caseId: string): Promise<'taken' | 'mine' | 'closed_before'>;
  /** Marks a waiting incident as refused, so that no sweep signals it again. */
  refuse(ref: IncidentRef, refusal: Refusal): Promise<void>;
  /** Notes that a case shows these incidents: its view tells from now on how long promotion stays away. */
  shown(tenant: string, incidentIds: readonly string[]): Promise<void>;
  /** The incident, or undefined. */
  get(ref: IncidentRef): Promise<StoredIncident | undefined>;
  /** Incidents of a tenant that customers know by this reference: hardly ever more than one, since references are short. */
  referenced(tenant: string, reference: string): Promise<readonly StoredIncident[]>;
  /** Refused incidents of a tenant, newest first; `limit` at most 200. Rejects a cursor of others with `BadCursor`. */
  refused(tenant: string, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<RefusedIncident>>;
  /** Incidents still waiting that were reported before this instant, oldest first, at most 1,000. */
  waiting(reportedBefore: number): Promise<readonly WaitingIncident[]>;
  /** Incidents that a case has taken up and that were reported since this instant, in no order. */
  takenUp(reportedSince: number): AsyncIterable<TakenUpIncident>;
}
