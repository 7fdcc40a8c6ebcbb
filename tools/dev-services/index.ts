export { startMongo, type MongoOptions, type MongoService } from './mongo/start-mongo.js';
export { NoSourceError, type Log } from './resolve.js';
export {
  startTemporal,
  type SearchAttributeKind,
  type TemporalOptions,
  type TemporalService,
} from './temporal/start-temporal.js';
export { timeSkippingServerPath } from './temporal/time-skipping-server.js';
