import { afterEach, describe, expect, it, vi } from 'vitest';
import { readWebSettings, readWorkerSettings } from '../../../config/index.js';
import { serverEnvironment } from '../../../tools/demo/environment.js';
import { freshKeys } from '../../../tools/demo/keys.js';

const services = {
  temporal: { address: '127.0.0.1:4001', namespace: 'default' },
  mongo: { uri: 'mongodb://127.0.0.1:4002' },
  inbox: { smtpUrl: 'smtp://127.0.0.1:4003' },
  twilio: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token', baseUrl: 'http://127.0.0.1:4004' },
};

const environment = (): ReturnType<typeof serverEnvironment> =>
  serverEnvironment(services, { host: '127.0.0.1', port: 4000, apiKeys: freshKeys().configured });

describe('the environment of the demo’s servers', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it('is all that web and worker need', () => {
    expect(readWebSettings(environment())).toMatchObject({ port: 4000, publicUrl: 'http://127.0.0.1:4000' });
    expect(readWorkerSettings(environment())).toMatchObject({
      mongodbUri: 'mongodb://127.0.0.1:4002/amends',
      smtp: { url: 'smtp://127.0.0.1:4003' },
      twilio: { baseUrl: 'http://127.0.0.1:4004' },
      temporal: { connectionOptions: { address: '127.0.0.1:4001' } },
    });
  });

  it.each(['MONGODB_URI', 'SMTP_URL', 'TWILIO_AUTH_TOKEN', 'TEMPORAL_API_KEY', 'KEY_SECRET', 'HOME', 'NODE_OPTIONS'])(
    'holds nothing of an exported %s',
    (name) => {
      vi.stubEnv(name, 'exported');
      expect(Object.values(environment())).not.toContain('exported');
    },
  );

  it('has other secrets and keys in each run', () => {
    const [one, other] = [environment(), environment()];
    for (const name of ['LINK_SECRET', 'KEY_SECRET', 'API_KEYS']) expect(one[name]).not.toBe(other[name]);
  });
});
