export { accountStatus } from './check-account.js';
export { keyMark } from './key-mark.js';
export { smsSize } from './segments.js';
export { createSmsChannel } from './sms-channel.js';
