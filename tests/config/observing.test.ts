import { describe, expect, it } from 'vitest';
import { ConfigurationError, readWebSettings, readWorkerSettings } from '../../config/index.js';

/** All that web edge and worker need, and nothing else. */
const complete: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://care.example',
  LINK_SECRET: 'x'.repeat(32),
  KEY_SECRET: 'y'.repeat(32),
  API_KEYS: `acme:shop:backend:${'0'.repeat(64)}`,
  MONGODB_URI: 'mongodb://127.0.0.1:27017/amends',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: 'smtp://127.0.0.1:1025',
  MAIL_FROM: 'care@customers.example',
};

describe('metrics', () => {
  it('are not served unless a port is given', () => {
    expect(readWebSettings(complete)).not.toHaveProperty('metrics');
    const worker = readWorkerSettings(complete);
    expect([worker.metrics, worker.sdkMetrics]).toEqual([undefined, undefined]);
  });

  it('are served on loopback where only a port is given', () => {
    const env = { ...complete, METRICS_PORT: '9464', SDK_METRICS_PORT: '9465' };
    expect(readWebSettings(env).metrics).toEqual({ host: '127.0.0.1', port: 9464 });
    expect(readWorkerSettings(env)).toMatchObject({
      metrics: { host: '127.0.0.1', port: 9464 },
      sdkMetrics: { host: '127.0.0.1', port: 9465 },
    });
  });

  it('are served on another address only when it is named', () => {
    const env = { ...complete, METRICS_HOST: '0.0.0.0', METRICS_PORT: '9464' };
    expect(readWebSettings(env).metrics?.host).toBe('0.0.0.0');
  });
});

describe('draining', () => {
  it('takes no time by default, and as many milliseconds as the seconds that are given', () => {
    expect(readWebSettings(complete).drainFor).toBe(0);
    expect(readWebSettings({ ...complete, DRAIN_SECONDS: '2.5' }).drainFor).toBe(2_500);
  });

  it.each([
    ['DRAIN_SECONDS', 'PT5S'],
    ['DRAIN_SECONDS', '-1'],
    ['METRICS_PORT', '70000'],
  ])('is refused with %s set to %s, as are ports that are none', (name, value) => {
    const read = () => readWebSettings({ ...complete, [name]: value });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(name);
  });
});
