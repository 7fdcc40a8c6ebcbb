export { createCaseLinks } from './case-links.js';
export { createSurveyLinks } from './survey-links.js';
export { createUnsubscribeLinks } from './unsubscribe-links.js';
