import { smsSize } from '../adapters/channels/sms/index.js';
import { createProgrammeReader } from '../adapters/programme/index.js';
import { createTemplates } from '../adapters/templates/index.js';

/** Reads and checks a programme folder, each text tried with the renderer and the counter that will send it. */
export const readProgramme = createProgrammeReader({ templatesOver: createTemplates, smsSize });
