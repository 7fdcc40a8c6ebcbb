export { recoverCase } from './recover-case.js';
