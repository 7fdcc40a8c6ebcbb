export { createLogger, type LogSettings } from './create-logger.js';
