import { Runtime } from '@temporalio/worker';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../adapters/log/index.js';
import { installRuntime, loggerOver } from '../../worker/install-runtime.js';

afterEach(() => vi.restoreAllMocks());

const severities = ['error', 'warn', 'info', 'debug', 'trace'] as const;

/** A log of the process from this level on, and what it wrote. */
function logFrom(level: string) {
  const lines: string[] = [];
  const log = createLogger({ level, process: 'worker', stream: { write: (line) => void lines.push(line) } });
  return { log, lines };
}

describe('the log of a worker', () => {
  it.each([
    ['fatal', []],
    ['error', ['error']],
    ['warn', ['error', 'warn']],
    ['info', ['error', 'warn', 'info']],
    ['debug', ['error', 'warn', 'info', 'debug']],
    ['trace', [...severities]],
    ['silent', []],
  ] as const)('from the level %s on holds %j of what the SDK logs', (level, written) => {
    const { log, lines } = logFrom(level);
    for (const severity of severities) loggerOver(log)[severity](`line of ${severity}`, { seq: 1 });
    const read = lines.map((line) => JSON.parse(line) as { level: string; msg: string; seq: number });
    expect(read.map((line) => [line.level, line.msg, line.seq])).toEqual(
      written.map((severity) => [severity, `line of ${severity}`, 1]),
    );
  });

  it('holds the error of an activity as its place, without the words that may quote a customer', () => {
    const { log, lines } = logFrom('info');
    loggerOver(log).warn('Activity failed', { error: new Error('550 <ada@customers.example> is no mailbox') });
    expect(lines.join('')).toContain('install-runtime.test.ts');
    expect(lines.join('')).not.toMatch(/customers\.example|mailbox/);
  });
});

describe('the runtime of a worker', () => {
  const installedWith = (settings: Parameters<typeof installRuntime>[1]) => {
    const install = vi.spyOn(Runtime, 'install').mockReturnThis();
    const { log, lines } = logFrom('warn');
    installRuntime(log, settings);
    const [options] = install.mock.calls[0] ?? [];
    return { options, lines };
  };

  it('hands everything that is logged to the log of the process, the native part of the SDK too', () => {
    const { options, lines } = installedWith({});
    expect(options?.telemetryOptions?.logging).toEqual({ forward: {} });
    options?.logger?.warn('from the SDK');
    expect(lines).toHaveLength(1);
  });

  it('exports the metrics of the SDK where a port is given for them, and nowhere else', () => {
    expect(installedWith({}).options?.telemetryOptions).not.toHaveProperty('metrics');
    vi.restoreAllMocks();
    const { options } = installedWith({ sdkMetrics: { host: '127.0.0.1', port: 9465 } });
    expect(options?.telemetryOptions?.metrics).toMatchObject({ prometheus: { bindAddress: '127.0.0.1:9465' } });
  });
});
