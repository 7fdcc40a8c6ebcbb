import { DefaultLogger, Runtime, type LogLevel, type Logger, type TelemetryOptions } from '@temporalio/worker';
import type { WorkerSettings } from '../config/index.js';

/** The log of the process; pino is one. */
type Log = Readonly<Record<'error' | 'warn' | 'info' | 'debug' | 'trace', (meta: object, message: string) => void>>;

/** Ours by Temporal's levels. */
const levels: Readonly<Record<LogLevel, keyof Log>> = {
  ERROR: 'error',
  WARN: 'warn',
  INFO: 'info',
  DEBUG: 'debug',
  TRACE: 'trace',
};

/** What the SDK logs, that of workflows and of its native part included, as lines of our log; its level decides. */
export function loggerOver(log: Log): Logger {
  return new DefaultLogger('TRACE', ({ level, message, meta }) => log[levels[level]]({ ...meta }, message));
}

/** Makes the whole process log there, and export the SDK's own metrics; to be called before anything connects to Temporal. */
export function installRuntime(log: Log, { sdkMetrics }: Pick<WorkerSettings, 'sdkMetrics'>): void {
  Runtime.install({
    logger: loggerOver(log),
    telemetryOptions: {
      // Without forwarding, the native part of the SDK would write past the logger.
      logging: { forward: {} },
      ...(sdkMetrics !== undefined && { metrics: exportedAt(sdkMetrics) }),
    },
  });
}

/** With the suffixes that Prometheus expects: `_total` on counters, `_seconds` on durations. */
function exportedAt({
  host,
  port,
}: NonNullable<WorkerSettings['sdkMetrics']>): NonNullable<TelemetryOptions['metrics']> {
  return {
    prometheus: {
      bindAddress: `${host}:${port}`,
      countersTotalSuffix: true,
      unitSuffix: true,
      useSecondsForDurations: true,
    },
  };
}
