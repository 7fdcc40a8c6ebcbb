export { accountStatus } from './check-account.js';
export { smsSize } from './segments.js';
export { shortMark } from './short-mark.js';
export { createSmsChannel } from './sms-channel.js';
export { createTwilioHook } from './twilio-hook.js';
