export { checkRelay } from './check-relay.js';
export { createEmailChannel, type EmailSettings, KEY_HEADER } from './email-channel.js';
