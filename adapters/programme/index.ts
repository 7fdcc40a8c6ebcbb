export type { Finding } from './finding.js';
export { createProgrammeReader, type ProgrammeReading, type ReadOptions } from './read-programme.js';
export type { TrialTools } from './trial.js';
