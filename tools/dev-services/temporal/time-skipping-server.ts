import { timeSkippingServer } from '../pins.js';
import { logToStderr, sourceLine, type Log } from '../resolve.js';
import { obtainExecutable } from './executable.js';

/**
 * The path of the time-skipping test server, for `TestWorkflowEnvironment.createTimeSkipping`, which starts and stops
 * it. Throws NoSourceError when it cannot be had.
 */
export async function timeSkippingServerPath(log: Log = logToStderr): Promise<string> {
  const executable = await obtainExecutable(timeSkippingServer);
  log(sourceLine('Time-skipping server', executable));
  return executable.value;
}
