export { smsSegments } from './segments.js';
