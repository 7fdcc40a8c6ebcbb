import type { Connection } from 'mongoose';

/** An index that a collection lacks. */
export interface MissingIndex {
  readonly collection: string;
  /** Its fields in order, such as `tenant, caseId`. */
  readonly fields: string;
  /** The rules of the stores rest on the unique ones; the others only make them fast. */
  readonly unique: boolean;
}

/** The indexes that the models of this connection ask for and the database does not have. */
export async function missingIndexes(connection: Connection): Promise<readonly MissingIndex[]> {
  const missing: MissingIndex[] = [];
  for (const model of Object.values(connection.models)) {
    const unique = new Set(
      model.schema.indexes().flatMap(([fields, options]) => (options.unique === true ? [fieldsOf(fields)] : [])),
    );
    const { toCreate } = (await model.diffIndexes()) as { readonly toCreate: readonly Record<string, unknown>[] };
    for (const fields of toCreate.map(fieldsOf)) {
      missing.push({ collection: model.collection.collectionName, fields, unique: unique.has(fields) });
    }
  }
  return missing;
}

/** Writes, reads and removes one document with the write concern of all stores. Rejects when one of them fails. */
export async function writeOnce(connection: Connection): Promise<void> {
  const documents = connection.collection<{ readonly _id: string }>('doctor');
  const _id = `probe-${Date.now()}`;
  await documents.insertOne({ _id });
  try {
    if ((await documents.findOne({ _id })) === null) throw new Error('the document that was written is not there');
  } finally {
    await documents.deleteOne({ _id });
  }
}

/** The version of the server, for example 7.0.14. */
export async function serverVersion(connection: Connection): Promise<string> {
  const { version } = await admin(connection).command({ buildInfo: 1 });
  return String(version);
}

/** The server's clock. Epoch milliseconds. */
export async function serverTime(connection: Connection): Promise<number> {
  // `hello` says it too, but not on every server that speaks the protocol; `serverStatus` asks for more rights.
  const { localTime } = await admin(connection).command({ isMaster: 1 });
  if (!(localTime instanceof Date)) throw new Error('the server does not tell its time');
  return localTime.getTime();
}

function admin(connection: Connection) {
  return connection.getClient().db('admin');
}

function fieldsOf(fields: object): string {
  return Object.keys(fields).join(', ');
}
