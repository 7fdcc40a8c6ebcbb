import { fileURLToPath } from 'node:url';
import { startProcess, type Command, type RunningProcess } from '../dev-services/child-process.js';
import { tsxLoader } from './tsx-loader.js';

/** The parts of Amends that run as processes of their own, in development as in production. */
export type Part = 'web' | 'worker';

/** Their output once they serve; the worker runs three workers, one a queue. */
const serving: Readonly<Record<Part, RegExp>> = {
  web: /Server listening at/,
  worker: /(?:RUNNING[\s\S]*){3}/,
};
const readyWithinMs = 60_000;

/** Starts one part from its sources and waits until it serves. Throws with its last output when it does not. */
export function startAmends(part: Part, settings: Omit<Command, 'file' | 'args'>): Promise<RunningProcess> {
  const script = fileURLToPath(new URL(`../../${part}/main.ts`, import.meta.url));
  return startProcess(
    { ...settings, file: process.execPath, args: ['--import', tsxLoader, script] },
    { output: serving[part], withinMs: readyWithinMs },
  );
}
