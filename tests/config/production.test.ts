import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigurationError, readWebSettings, readWorkerSettings } from '../../config/index.js';
import { startTwilioStandIn, type TwilioStandIn } from '../../tools/dev-services/index.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const secret = (): string => randomBytes(36).toString('base64url');
const realKey = `acme:shop:backend:${sha256(secret())}`;

/** What a real installation is configured with. */
const real: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://care.example',
  LINK_SECRET: secret(),
  KEY_SECRET: secret(),
  API_KEYS: realKey,
  MONGODB_URI: `mongodb://amends:${secret()}@127.0.0.1:27017/amends`,
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  TEMPORAL_API_KEY: secret(),
  EMAIL_HOOK_SECRET: `${secret()},${secret()}`,
  SMTP_URL: `smtp://amends:${secret()}@127.0.0.1:1025`,
  MAIL_FROM: 'care@customers.example',
  TWILIO_ACCOUNT_SID: `AC${randomBytes(16).toString('hex')}`,
  TWILIO_AUTH_TOKEN: randomBytes(16).toString('hex'),
  TWILIO_FROM: '+12025550100',
};

const servers = [
  { server: 'the web edge', read: readWebSettings },
  { server: 'a worker', read: readWorkerSettings },
];

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

const developments: readonly (readonly [what: string, name: string, value: string])[] = [
  ['a secret made for development', 'LINK_SECRET', `development-${secret()}`],
  ['a secret made for development', 'KEY_SECRET', `development-${secret()}`],
  ['a secret made for development beside one of its own', 'EMAIL_HOOK_SECRET', `${secret()},development-${secret()}`],
  ['an example of a secret', 'LINK_SECRET', 'example-of-a-secret-that-is-long-enough'],
  ['one repeated character', 'KEY_SECRET', 'x'.repeat(40)],
  ['a secret made for development, with a capital', 'LINK_SECRET', `Development-${secret()}`],
  ['a text to be replaced', 'LINK_SECRET', `Change-me-${secret()}`],
  ['a text to be replaced, over and over', 'KEY_SECRET', 'changeme'.repeat(5)],
  ['a few characters over and over', 'KEY_SECRET', 'secret-'.repeat(6).slice(0, 40)],
  ['a token made for development', 'TWILIO_AUTH_TOKEN', `development-${secret()}`],
  ['one repeated character', 'TWILIO_AUTH_TOKEN', '0'.repeat(32)],
  ['an account of zeros', 'TWILIO_ACCOUNT_SID', `AC${'0'.repeat(32)}`],
  ['a key made for development', 'TEMPORAL_API_KEY', `development-${secret()}`],
  ['a password made for development', 'MONGODB_URI', 'mongodb://amends:development-pw@127.0.0.1:27017/amends'],
  ['a password made for development', 'MONGODB_URI', 'mongodb://amends:development-pw@a:27017,b:27017/amends'],
  ['a password made for development', 'MONGODB_URI', 'mongodb+srv://amends:development-pw@db.example/amends'],
  ['an encoded password of one repeated character', 'SMTP_URL', 'smtp://amends:%40%40%40@127.0.0.1:1025'],
  ['a key of the tenant dev', 'API_KEYS', `${realKey},dev:shop:backend:${sha256(secret())}`],
  ['a digest of one repeated character', 'API_KEYS', `${realKey},acme:s-1:lead:${'a'.repeat(64)}`],
];

describe.each(servers)('in production, $server', ({ read }) => {
  it('starts with secrets of its own', () => {
    expect(faultsOf(() => read(real))).toEqual([]);
  });

  it.each(developments)('refuses %s in %s, by its name and without its value', (_, name, value) => {
    const faults = faultsOf(() => read({ ...real, [name]: value }));
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name} .*production refuses`))]);
    expect(faults.join()).not.toContain(value);
    expect(faults.join()).not.toMatch(/changeme|secret-|xxx|%40|development-pw|aaa|000/);
  });

  it('reports all that it refuses at once, beside what is missing', () => {
    const bad = { ...real, ...Object.fromEntries(developments.map(([, name, value]) => [name, value])) };
    const names = faultsOf(() => read({ ...bad, PUBLIC_URL: '' })).map((fault) => fault.split(' ')[0]);
    expect(names).toEqual(['PUBLIC_URL', ...new Set(names.slice(1))]);
    expect(new Set(names.slice(1))).toEqual(new Set(developments.map(([, name]) => name)));
  });
});

describe('in production, two secrets that are one', () => {
  const same = { ...real, KEY_SECRET: real['LINK_SECRET'] };

  it('are refused by the names of both', () => {
    expect(faultsOf(() => readWorkerSettings(same))).toEqual([
      expect.stringMatching(/^KEY_SECRET is the same as LINK_SECRET, which production refuses/),
    ]);
  });

  it('are taken outside production', () => {
    expect(faultsOf(() => readWorkerSettings({ ...same, NODE_ENV: 'test' }))).toEqual([]);
  });
});

describe('NODE_ENV', () => {
  const development = { ...real, LINK_SECRET: `development-${secret()}` };

  it.each(['production', 'Production', ' PRODUCTION '])(
    'means production as %j, and refuses what is made up',
    (mode) => {
      expect(faultsOf(() => readWebSettings({ ...development, NODE_ENV: mode }))).toHaveLength(1);
    },
  );

  it.each(servers)('that nobody knows is a doubt of $server, to be logged without its value', ({ read }) => {
    const { doubts } = read({ ...development, NODE_ENV: 'prod' });
    expect(doubts).toEqual([expect.stringMatching(/^NODE_ENV is none of production, development, test/)]);
    expect(doubts?.join()).not.toMatch(/\bprod\b/);
  });

  it.each(['production', 'Development', 'test', ''])('is no doubt as %j', (mode) => {
    expect(readWebSettings({ ...real, NODE_ENV: mode }).doubts).toBeUndefined();
  });
});

describe.each(servers)('outside production, $server', ({ read }) => {
  it.each(developments)('starts with %s in %s', (_, name, value) => {
    expect(faultsOf(() => read({ ...real, NODE_ENV: 'development', [name]: value }))).toEqual([]);
  });
});

describe('API keys that production refuses', () => {
  it('are named by their places among the others', () => {
    const keys = ['dev:a:backend', 'acme:b:agent', 'dev:c:lead'].map((entry) => `${entry}:${sha256(entry)}`).join();
    expect(faultsOf(() => readWebSettings({ ...real, API_KEYS: keys }))).toEqual([
      expect.stringContaining('in entries 1, 3,'),
    ]);
  });

  it('are also those of the example file', async () => {
    const digests = (await readFile('.env.example', 'utf8')).match(/[0-9a-f]{64}/g) ?? [];
    expect(digests).toHaveLength(1);
    for (const digest of digests) {
      const faults = faultsOf(() => readWebSettings({ ...real, API_KEYS: `acme:shop:backend:${digest}` }));
      expect(faults).toEqual([expect.stringContaining('in entry 1,')]);
    }
  });
});

describe('the Twilio stand-in', () => {
  let twilio: TwilioStandIn;
  beforeAll(async () => {
    twilio = await startTwilioStandIn();
  });
  afterAll(() => twilio.stop());

  it('has an account that production refuses', () => {
    const faults = faultsOf(() => readWorkerSettings({ ...real, TWILIO_ACCOUNT_SID: twilio.accountSid }));
    expect(faults).toEqual([expect.stringMatching(/^TWILIO_ACCOUNT_SID names no real account/)]);
    expect(faults.join()).not.toContain(twilio.accountSid);
  });
});
