export { accountStatus } from './check-account.js';
export { keyMark } from './key-mark.js';
export { smsSegments } from './segments.js';
export { createSmsChannel } from './sms-channel.js';
