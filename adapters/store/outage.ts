import mongoose from 'mongoose';

const { MongoNetworkError, MongoNotConnectedError, MongoServerSelectionError, MongoOperationTimeoutError } =
  mongoose.mongo;

/** Whether an error of a store says that the database is away for now, and not that something is wrong. */
export function isStoreOutage(error: unknown): boolean {
  return [
    MongoNetworkError,
    MongoNotConnectedError,
    MongoServerSelectionError,
    MongoOperationTimeoutError,
    mongoose.Error.MongooseServerSelectionError,
  ].some((outage) => error instanceof outage);
}
