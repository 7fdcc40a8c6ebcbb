import { type Connection, type Model, Schema } from 'mongoose';
import type { CaseRef } from '../../ports/case-store.js';
import type { CaseRecord, ProjectedFields } from './case-record.js';
import { schemaOptions } from './schema-options.js';

/** A case as its document: the record, and flat copies of what lists filter by. */
export interface CaseDocument extends CaseRecord {
  /** `{tenant}/{caseId}`. */
  readonly _id: string;
  readonly stage?: string;
  /** Null without an owner, so that one write sets all fields. */
  readonly owner?: string | null;
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
    stage: String,
    owner: String,
    seq: Number,
    chain: String,
    view: Schema.Types.Mixed,
    journal: [Schema.Types.Mixed],
  },
  schemaOptions,
)
  .index({ tenant: 1, customerId: 1, number: 1 }, { unique: true })
  .index({ tenant: 1, openedAt: -1, caseId: 1 });

/** The collection `cases`. */
export function caseModel(connection: Connection): Model<CaseDocument> {
  return connection.model<CaseDocument>('Case', schema, 'cases');
}

/** The key of a case in its collection. */
export function caseKey({ tenant, caseId }: CaseRef): string {
  return `${tenant}/${caseId}`;
}

/** What a projection sets, with the flat copies. */
export function setFields(fields: ProjectedFields): ProjectedFields & Pick<CaseDocument, 'stage' | 'owner'> {
  return { ...fields, stage: fields.view.stage, owner: fields.view.owner ?? null };
}
