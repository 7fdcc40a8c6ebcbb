export type { Finding } from './finding.js';
export { createPreviewer, type Preview, type PreviewText } from './preview.js';
export { createProgrammeReader, type ProgrammeReading } from './read-programme.js';
