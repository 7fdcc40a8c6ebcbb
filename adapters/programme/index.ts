export type { Finding } from './finding.js';
export { createProgrammeReader, type ProgrammeReading } from './read-programme.js';
