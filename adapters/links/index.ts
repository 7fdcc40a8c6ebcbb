export { createSurveyLinks } from './survey-links.js';
export { createCaseLinks } from './case-links.js';
