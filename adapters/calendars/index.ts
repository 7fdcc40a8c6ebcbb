export { createCalendars } from './create-calendars.js';
