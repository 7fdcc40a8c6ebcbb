export { createSurveyLinks } from './survey-links.js';
