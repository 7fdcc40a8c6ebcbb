import { smsSize } from '../adapters/channels/sms/index.js';
import { knowsHolidays } from '../adapters/calendars/index.js';
import { createPreviewer, createProgrammeReader } from '../adapters/programme/index.js';
import { createTemplates } from '../adapters/templates/index.js';

/** The renderer and the counter that will send the texts. */
const tools = { templatesOver: createTemplates, smsSize, knowsHolidays };

/** Reads and checks a programme folder, each text tried with the renderer and the counter that will send it. */
export const readProgramme = createProgrammeReader(tools);

/** Writes all texts of a journey of a sound programme with the same. */
export const previewProgramme = createPreviewer(tools);
