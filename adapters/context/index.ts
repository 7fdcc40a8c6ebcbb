export { createContextSources } from './webhook.js';
