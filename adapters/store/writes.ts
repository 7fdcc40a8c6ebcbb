import mongoose, { type Model } from 'mongoose';

/** MongoDB's code for a write that would break a unique key. */
const duplicateKey = 11_000;

/** Far more lost races in a row than happen to an honest caller. */
const mostAttempts = 20;

/** Inserts the document; false when one of its unique keys is taken. */
export async function inserted<D>(model: Model<D>, document: D): Promise<boolean> {
  try {
    await new model(document).save();
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Runs an upsert, and once more when another one inserted the document in between: then it is an update. */
export async function upserted(write: () => PromiseLike<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await write();
  }
}

/**
 * Repeats a look and a conditional write until it is decided; undefined means that another writer came in between.
 * Throws after twenty such races: then something else is wrong.
 */
export async function untilDecided<T>(what: string, step: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const decided = await step();
    if (decided !== undefined) return decided;
  }
  throw new Error(`${what}: undecided after ${mostAttempts} attempts`);
}

/** Whether a write failed because its unique key is taken. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === duplicateKey;
}
