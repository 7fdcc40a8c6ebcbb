import { describe, expect, it } from 'vitest';
import { readInstallation, serverEnvironment } from '../../config/index.js';

describe('the settings of an installation', () => {
  it('hold each variable that is sound, beside all faults of both servers', () => {
    const { settings, faults, temporal } = readInstallation({
      MONGODB_URI: 'mongodb://127.0.0.1:27017/amends',
      LINK_SECRET: 'short',
      TEMPORAL_ADDRESS: '127.0.0.1:7233',
    });
    expect(settings).toMatchObject({ MONGODB_URI: 'mongodb://127.0.0.1:27017/amends', HTTP_PORT: 8080 });
    expect(settings.LINK_SECRET).toBeUndefined();
    expect(temporal?.connectionOptions.address).toBe('127.0.0.1:7233');
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'PUBLIC_URL',
      'LINK_SECRET',
      'KEY_SECRET',
      'API_KEYS',
      'SMTP_URL',
      'MAIL_FROM',
    ]);
  });

  it('are those of a production only where NODE_ENV says so, and then refuse what is made for development', () => {
    const secret = { LINK_SECRET: `development-a-secret-that-is-long-enough` };
    const faultsWith = (env: Record<string, string>) =>
      readInstallation(env).faults.filter((fault) => fault.startsWith('LINK_SECRET'));
    expect(readInstallation({}).production).toBe(false);
    expect(faultsWith(secret)).toEqual([]);
    expect(readInstallation({ NODE_ENV: 'production' }).production).toBe(true);
    expect(faultsWith({ ...secret, NODE_ENV: 'production' })).toHaveLength(1);
  });
});

describe('the environment of a process', () => {
  it.each(['MONGODB_URI', 'TEMPORAL_ADDRESS', 'API_KEYS'])('is that of a server when it sets %s', (name) => {
    const env = { [name]: 'anything' };
    expect(serverEnvironment(env)).toBe(env);
  });

  it('is that of no server when it sets only what has a default, or nothing', () => {
    expect(
      serverEnvironment({ LOG_LEVEL: 'debug', HTTP_PORT: '80', NODE_ENV: 'production', MONGODB_URI: '' }),
    ).toBeUndefined();
  });
});
