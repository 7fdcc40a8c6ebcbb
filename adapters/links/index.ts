export { createLinks } from './links.js';
