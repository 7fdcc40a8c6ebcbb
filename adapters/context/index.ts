export { createContextSources, type ContextSettings } from './webhook.js';
