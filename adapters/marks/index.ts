export { createMarks } from './marks.js';
