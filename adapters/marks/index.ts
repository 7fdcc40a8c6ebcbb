export { createMarks, type Marks } from './marks.js';
