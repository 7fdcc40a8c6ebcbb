export { createCalendars } from './create-calendars.js';
export { knowsHolidays } from './holidays.js';
