import { Runtime } from '@temporalio/worker';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { installLogger, loggerOf } from '../../worker/install-logger.js';

afterEach(() => vi.restoreAllMocks());

const severities = ['error', 'warn', 'info', 'debug', 'trace'] as const;

/** The severities of which something reached standard error. */
function writtenBy(logger: ReturnType<typeof loggerOf>): readonly string[] {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const severity of severities) logger[severity](`line of ${severity}`);
  const written = write.mock.calls.map(([line]) => String(line)).join('');
  return severities.filter((severity) => written.includes(`line of ${severity}`));
}

describe('the log level of a worker', () => {
  it.each([
    ['fatal', ['error']],
    ['error', ['error']],
    ['warn', ['error', 'warn']],
    ['info', ['error', 'warn', 'info']],
    ['debug', ['error', 'warn', 'info', 'debug']],
    ['trace', [...severities]],
    ['silent', []],
  ] as const)('%s lets %j through', (level, written) => {
    expect(writtenBy(loggerOf(level))).toEqual(written);
  });

  it('holds for all that the process logs, the native part of the SDK too', () => {
    const install = vi.spyOn(Runtime, 'install').mockReturnThis();
    installLogger('warn');
    const [options] = install.mock.calls[0] ?? [];
    expect(options?.telemetryOptions?.logging).toEqual({ forward: {} });
    expect(options?.logger && writtenBy(options.logger)).toEqual(['error', 'warn']);
  });
});
