import { type Connection, type Model, Schema } from 'mongoose';
import type { Incident } from '../../domain/case/incident.js';
import type { Lease } from '../../domain/contact/lease.js';
import type { PastReport } from '../../domain/journey/past-leases.js';
import type { IncidentRef, IncidentState } from '../../ports/incident-store.js';
import { schemaOptions } from './schema-options.js';

/** An incident as its document. */
export interface IncidentDocument extends IncidentRef {
  /** `{tenant}/{incidentId}`. */
  readonly _id: string;
  readonly customerId: string;
  readonly reportedAt: number;
  /** The incident as reported. */
  readonly report: Incident;
  readonly state: IncidentState['kind'];
  readonly caseId?: string;
  readonly reason?: string;
  /** How long promotion stays away from its customer; gone once its case tells. */
  readonly lease?: Lease;
  /** When that lease ends, of a refused one; gone once somebody has seen what that comes to. */
  readonly leaseEndsAt?: number;
}

const schema = new Schema<IncidentDocument>(
  {
    _id: String,
    tenant: String,
    incidentId: String,
    customerId: String,
    reportedAt: Number,
    report: Schema.Types.Mixed,
    state: String,
    caseId: String,
    reason: String,
    lease: Schema.Types.Mixed,
    leaseEndsAt: Number,
  },
  schemaOptions,
)
  .index({ state: 1, reportedAt: 1 })
  .index({ tenant: 1, state: 1, reportedAt: -1, incidentId: -1 })
  .index({ tenant: 1, 'report.reference': 1 })
  .index({ tenant: 1, customerId: 1 })
  .index({ leaseEndsAt: 1 });

/** The collection `incidents`. */
export function incidentModel(connection: Connection): Model<IncidentDocument> {
  return connection.model<IncidentDocument>('Incident', schema, 'incidents');
}

/** What a report says of the past of its customer. */
export function pastOf({ incidentId, reportedAt, state, lease }: Omit<IncidentDocument, '_id'>): PastReport {
  const refused = state === 'refused' && lease !== undefined ? { refused: { lease } } : {};
  return { incidentId, reportedAt, ...refused };
}

/** The key of an incident in its collection. */
export function incidentKey({ tenant, incidentId }: IncidentRef): string {
  return `${tenant}/${incidentId}`;
}
