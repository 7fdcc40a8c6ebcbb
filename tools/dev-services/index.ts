export { startInbox, type InboxMail, type InboxOptions, type InboxService } from './mail/start-inbox.js';
export { startMongo, type MongoOptions, type MongoService } from './mongo/start-mongo.js';
export { NoSourceError, type Log } from './resolve.js';
export {
  startTemporal,
  type SearchAttribute,
  type TemporalOptions,
  type TemporalService,
} from './temporal/start-temporal.js';
export { temporalCliPath, timeSkippingServerPath } from './temporal/executable-paths.js';
export type { SmsMessage } from './twilio/message.js';
export type { TwilioFault } from './twilio/stand-in-server.js';
export { startTwilioStandIn, type TwilioStandIn, type TwilioStandInOptions } from './twilio/start-twilio-stand-in.js';
