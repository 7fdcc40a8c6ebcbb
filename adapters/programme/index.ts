export type { Finding } from './finding.js';
export { createPreviewer } from './preview.js';
export { createProgrammeReader, type ProgrammeReading } from './read-programme.js';
