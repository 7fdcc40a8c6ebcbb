export { recoverCase } from './recover-case.js';
export { sweepRecoveries } from './sweep.js';
