import { createLogger } from '../adapters/log/index.js';
import type { WebSettings, WorkerSettings } from '../config/index.js';

/** Opens the log of a process, and says in it what of its configuration may not be meant so. */
export function startLog(
  { logLevel: level, doubts = [] }: Pick<WebSettings | WorkerSettings, 'logLevel' | 'doubts'>,
  process: 'web' | 'worker',
): ReturnType<typeof createLogger> {
  const log = createLogger({ level, process });
  for (const doubt of doubts) log.warn(doubt);
  return log;
}
