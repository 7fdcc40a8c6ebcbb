import { type Connection, type Model, Schema } from 'mongoose';
import type { CaseView } from '../../domain/case/case-view.js';
import type { CaseRef } from '../../ports/case-store.js';
import { dueTime, filteredFields } from './case-lists.js';
import type { CaseRecord, ProjectedFields } from './case-record.js';
import { endOf } from './lease-end.js';
import { schemaOptions } from './schema-options.js';

/** Flat copies of what lists filter and sort by; null where the view has nothing, so that one write sets all fields. */
type FlatFields = Readonly<Record<(typeof filteredFields)[number] | 'waitingFor', string | null>> & {
  readonly dueAt: number;
  /** When the lease ends; gone once somebody has seen what that comes to. */
  readonly leaseEndsAt: number;
};

/** A case as its document: the record, and since its first projection the flat copies. */
export interface CaseDocument extends CaseRecord, Partial<FlatFields> {
  /** `{tenant}/{caseId}`. */
  readonly _id: string;
}

const schema = new Schema<CaseDocument>(
  {
    _id: String,
    tenant: String,
    caseId: String,
    customerId: String,
    number: Number,
    openedAt: Number,
    updatedAt: Number,
    closed: Boolean,
    ...Object.fromEntries([...filteredFields, 'waitingFor'].map((field) => [field, String])),
    dueAt: Number,
    leaseEndsAt: Number,
    seq: Number,
    chain: String,
    view: Schema.Types.Mixed,
    journal: [Schema.Types.Mixed],
  },
  schemaOptions,
)
  .index({ tenant: 1, customerId: 1, number: 1 }, { unique: true })
  .index({ closed: 1 })
  .index({ tenant: 1, openedAt: -1, caseId: 1 })
  .index({ tenant: 1, closed: 1, dueAt: 1, caseId: 1 })
  .index({ tenant: 1, 'view.rootCause': 1 })
  .index({ leaseEndsAt: 1 });

/** The collection `cases`. */
export function caseModel(connection: Connection): Model<CaseDocument> {
  return connection.model<CaseDocument>('Case', schema, 'cases');
}

/** The key of a case in its collection. */
export function caseKey({ tenant, caseId }: CaseRef): string {
  return `${tenant}/${caseId}`;
}

/** What a projection sets, with the flat copies. */
export function setFields(fields: ProjectedFields): ProjectedFields & FlatFields {
  return { ...fields, ...flatOf(fields.view), leaseEndsAt: endOf(fields.view.lease) };
}

/** The flat copies of a view, without the end of the lease, which is its own story. */
export function flatOf(view: CaseView): Omit<FlatFields, 'leaseEndsAt'> {
  const { stage, severity, team, sla, protocol, waitingFor, owner = null, outcome = null } = view;
  return { stage, severity, team, sla, protocol, waitingFor, owner, outcome, dueAt: dueTime(view) };
}
