export { keyMark } from './key-mark.js';
export { smsSegments } from './segments.js';
export { createSmsChannel, type SmsSettings } from './sms-channel.js';
