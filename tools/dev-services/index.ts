export { allStarted } from './all-started.js';
export { startInbox, type InboxMail, type InboxService } from './mail/start-inbox.js';
export { startSmtpStandIn, type SmtpStandIn } from './mail/smtp-stand-in.js';
export type { Log } from './resolve.js';
export { startMongo, type MongoService } from './mongo/start-mongo.js';
export { temporalCliPath, timeSkippingServerPath } from './temporal/executable-paths.js';
export { startTemporal, type SearchAttribute, type TemporalService } from './temporal/start-temporal.js';
export type { SmsMessage } from './twilio/message.js';
export { startTwilioStandIn, type TwilioStandIn } from './twilio/start-twilio-stand-in.js';
