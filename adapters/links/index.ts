export { createSurveyLinks, type SurveyLinkSettings } from './survey-links.js';
