export { createSurveyLinks } from './survey-links.js';
export { createUnsubscribeLinks } from './unsubscribe-links.js';
