import mongoose from 'mongoose';
import type { CaseEvent } from '../../domain/case/case-events.js';
import type { CaseView } from '../../domain/case/case-view.js';
import type { SendState } from '../../domain/sends/send-row.js';

/** A row of the send ledger, as far as counting needs it. */
export interface LedgerRow {
  readonly key: string;
  readonly mark: string;
  readonly state: SendState;
}

/** A case as the database holds it. */
export interface StoredCase {
  readonly caseId: string;
  readonly customerId: string;
  readonly closed: boolean;
  readonly view?: CaseView;
  readonly journal: readonly CaseEvent[];
}

/** An incident as the database holds it. */
export interface StoredIncident {
  readonly incidentId: string;
  readonly customerId: string;
  readonly reportedAt: number;
  readonly caseId?: string;
}

/** What Amends says of itself, read from its database behind its back. */
export interface Books {
  readonly sends: readonly LedgerRow[];
  readonly cases: readonly StoredCase[];
  readonly incidents: readonly StoredIncident[];
}

/** Reads the books. Throws when the database does not answer within five seconds. */
export async function readBooks(mongodbUri: string): Promise<Books> {
  const connection = await mongoose.createConnection(mongodbUri, { serverSelectionTimeoutMS: 5_000 }).asPromise();
  try {
    const all = <T extends object>(name: string): Promise<readonly T[]> =>
      connection.collection<T>(name).find().toArray() as Promise<readonly T[]>;
    const rows = await all<{ _id: string; mark: string; state: SendState }>('sends');
    return {
      sends: rows.map(({ _id, mark, state }) => ({ key: _id, mark, state })),
      cases: await all<StoredCase>('cases'),
      incidents: await all<StoredIncident>('incidents'),
    };
  } finally {
    await connection.close();
  }
}
