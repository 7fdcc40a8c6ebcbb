import { DefaultLogger, Runtime, type Logger, type LogLevel } from '@temporalio/worker';
import type { WorkerSettings } from '../config/index.js';

type ConfiguredLevel = WorkerSettings['logLevel'];

/** Temporal's levels by ours; it has none above ERROR. */
const levels: Readonly<Record<Exclude<ConfiguredLevel, 'silent'>, LogLevel>> = {
  fatal: 'ERROR',
  error: 'ERROR',
  warn: 'WARN',
  info: 'INFO',
  debug: 'DEBUG',
  trace: 'TRACE',
};

/** A logger that writes to standard error from this level on, and nothing at all when it is `silent`. */
export function loggerOf(level: ConfiguredLevel): Logger {
  return level === 'silent' ? new DefaultLogger('ERROR', () => undefined) : new DefaultLogger(levels[level]);
}

/** Makes the whole process log from this level on; to be called before anything connects to Temporal. */
export function installLogger(level: ConfiguredLevel): void {
  // Without forwarding, the native part of the SDK would write past the logger.
  Runtime.install({ logger: loggerOf(level), telemetryOptions: { logging: { forward: {} } } });
}
