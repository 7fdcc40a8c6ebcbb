import { afterEach, describe, expect, it, vi } from 'vitest';
import { readWebSettings, readWorkerSettings } from '../../../config/index.js';
import { namesTwilio, serverEnvironment, type Addresses } from '../../../tools/dev/environment.js';

const secret = (name: string): string => `development-${name.repeat(8)}`;
const apiKeys = { shop: 'a', operations: 'b', 's-101': 'c', 's-104': 'd', 's-007': 'e' };
const secrets = { linkSecret: secret('link'), keySecret: secret('keys'), emailHookSecret: secret('hook'), apiKeys };

const own: Addresses = {
  temporal: { address: '127.0.0.1:7233', namespace: 'default', source: 'temporal 1.9.1, cached' },
  mongo: { uri: 'mongodb://127.0.0.1:27017', source: 'mongod 8.2.6' },
  inbox: { smtpUrl: 'smtp://127.0.0.1:1025', source: 'maildev' },
  twilio: { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token', baseUrl: 'http://127.0.0.1:1081' },
};

const environment = (more: Partial<Addresses> = {}) => serverEnvironment({ ...own, ...more }, { port: 8080, secrets });

afterEach(() => void vi.unstubAllEnvs());

describe('what npm run dev starts web and worker with', () => {
  it('is all that they need', () => {
    expect(readWebSettings(environment())).toMatchObject({
      port: 8080,
      publicUrl: 'http://127.0.0.1:8080',
      hooks: { emailSecrets: [secrets.emailHookSecret] },
    });
    expect(readWorkerSettings(environment())).toMatchObject({
      mongodbUri: 'mongodb://127.0.0.1:27017/amends',
      smtp: { url: 'smtp://127.0.0.1:1025' },
      twilio: { baseUrl: 'http://127.0.0.1:1081' },
      temporal: { connectionOptions: { address: '127.0.0.1:7233' }, namespace: 'default' },
    });
  });

  it('has a door for e-mail events whose secret production refuses, and waits for none', () => {
    expect(environment()).toMatchObject({ EMAIL_HOOK_SECRET: secrets.emailHookSecret });
    expect(environment()).not.toHaveProperty('EMAIL_EVENTS_SECONDS');
    expect(() => readWebSettings({ ...environment(), NODE_ENV: 'production' })).toThrow(/EMAIL_HOOK_SECRET/);
  });

  it('is refused by production', () => {
    const production = { ...environment(), NODE_ENV: 'production' };
    expect(() => readWebSettings(production)).toThrow(/LINK_SECRET[\s\S]*API_KEYS/);
    expect(() => readWorkerSettings(production)).toThrow(/KEY_SECRET/);
  });

  it.each([
    'MAIL_FROM',
    'SMTP_IDEMPOTENCY_HEADER',
    'EMAIL_HOOK_SECRET',
    'EMAIL_EVENTS_SECONDS',
    'TWILIO_FROM',
    'TEMPORAL_API_KEY',
    'NODE_ENV',
    'HOME',
    'AWS_SECRET',
  ])('holds nothing of an exported %s while the servers are its own', (name) => {
    vi.stubEnv(name, 'exported');
    expect(Object.values(environment())).not.toContain('exported');
  });

  it('holds the sources of context that are exported, for which there is no stand-in', () => {
    vi.stubEnv('CONTEXT_CRM_URL', 'https://crm.customers.example/hook');
    expect(environment()).toMatchObject({ CONTEXT_CRM_URL: 'https://crm.customers.example/hook' });
  });

  it('holds what belongs to a server that was taken from the environment, and a database URI as it was given', () => {
    vi.stubEnv('TEMPORAL_API_KEY', 'exported');
    vi.stubEnv('MAIL_FROM', 'help@shop.customers.example');
    vi.stubEnv('EMAIL_HOOK_SECRET', 'whsec_exported');
    vi.stubEnv('EMAIL_EVENTS_SECONDS', '60');
    vi.stubEnv('TWILIO_ACCOUNT_SID', `AC${'1'.repeat(32)}`);
    const given = environment({
      temporal: { ...own.temporal, address: 'temporal.customers.example:7233', source: 'TEMPORAL_ADDRESS' },
      mongo: { uri: 'mongodb://db.customers.example/care', source: 'MONGODB_URI' },
      inbox: { smtpUrl: 'smtp://mail.customers.example', source: 'SMTP_URL' },
      twilio: undefined,
    });
    expect(given).toMatchObject({
      TEMPORAL_ADDRESS: 'temporal.customers.example:7233',
      TEMPORAL_API_KEY: 'exported',
      MONGODB_URI: 'mongodb://db.customers.example/care',
      MAIL_FROM: 'help@shop.customers.example',
      EMAIL_HOOK_SECRET: 'whsec_exported',
      EMAIL_EVENTS_SECONDS: '60',
      TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
    });
    expect(given).not.toHaveProperty('TWILIO_BASE_URL');
  });

  it.each([
    [
      'an account, a token and a number',
      { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 't', TWILIO_FROM: '+1' },
      true,
    ],
    ['no number', { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 't' }, false],
    ['an empty token', { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: '', TWILIO_FROM: '+1' }, false],
    ['nothing', {}, false],
  ])('takes Twilio itself where the environment names %s: %s', (_what, env, taken) => {
    expect(namesTwilio(env)).toBe(taken);
  });
});
