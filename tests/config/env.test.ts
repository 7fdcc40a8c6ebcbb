import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { environment } from '../../config/env.js';
import {
  ConfigurationError,
  readCommandLineSettings,
  readWebSettings,
  readWorkerSettings,
} from '../../config/index.js';

const sha256 = createHash('sha256').update('a key').digest('hex');
const secret = 'of-thirty-two-bytes-exactly-here';

/** All that web edge and worker need, and nothing else. */
const complete: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://care.example',
  LINK_SECRET: secret,
  KEY_SECRET: `${secret}y`,
  API_KEYS: `acme:shop:backend:${sha256}`,
  MONGODB_URI: 'mongodb://127.0.0.1:27017/amends',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: 'smtp://127.0.0.1:1025',
  MAIL_FROM: 'care@customers.example',
};
const twilio = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_FROM: '+12025550100',
};
const without = (name: string): Record<string, string | undefined> => ({ ...complete, [name]: undefined });

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

describe('the example file', () => {
  const example = readFile('.env.example', 'utf8').then((text) => parseEnv(text));

  it('names every variable that is read, and no other', async () => {
    const ours = ['NODE_ENV', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'AMENDS_URL', 'AMENDS_API_KEY'];
    expect(Object.keys(await example).sort()).toEqual([...Object.keys(environment.shape), ...ours].sort());
  });

  it('is refused as it is, since it holds no secret', async () => {
    const values = await example;
    expect(faultsOf(() => readWorkerSettings(values)).map((fault) => fault.split(' ')[0])).toEqual([
      'PUBLIC_URL',
      'LINK_SECRET',
      'KEY_SECRET',
      'MONGODB_URI',
      'SMTP_URL',
      'MAIL_FROM',
      'TEMPORAL_ADDRESS',
    ]);
  });

  it('becomes valid for both servers once what is empty in it is filled in', async () => {
    const values = { ...(await example), ...complete };
    expect(readWebSettings(values)).toMatchObject({ host: '127.0.0.1', port: 8080, publicUrl: 'https://care.example' });
    expect(readWorkerSettings(values)).toMatchObject({ roles: ['recovery', 'email', 'sms'], twilio: undefined });
  });
});

describe('the settings of a server', () => {
  it.each(['PUBLIC_URL', 'LINK_SECRET', 'KEY_SECRET', 'API_KEYS', 'MONGODB_URI', 'TEMPORAL_ADDRESS'])(
    'of the web edge cannot be read without %s',
    (name) => {
      expect(faultsOf(() => readWebSettings(without(name)))).toEqual([expect.stringContaining(`${name} is missing`)]);
    },
  );

  it.each(['SMTP_URL', 'MAIL_FROM'])('of a worker cannot be read without %s, and those of the web edge can', (name) => {
    expect(faultsOf(() => readWorkerSettings(without(name)))).toEqual([expect.stringContaining(`${name} is missing`)]);
    expect(faultsOf(() => readWebSettings(without(name)))).toEqual([]);
  });

  it('count a variable that is set to nothing as missing', () => {
    expect(faultsOf(() => readWebSettings({ ...complete, LINK_SECRET: '' }))).toEqual([
      expect.stringMatching(/^LINK_SECRET is missing; make one with/),
    ]);
  });

  it('report all faults at once, each with its remedy and without a value', () => {
    const bad = {
      LINK_SECRET: 'short secret',
      HTTP_PORT: 'eighty',
      API_KEYS: 'acme:shop:king:feed',
      LOG_LEVEL: 'loud',
    };
    const faults = faultsOf(() => readWebSettings(bad));
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'HTTP_PORT',
      'PUBLIC_URL',
      'LINK_SECRET',
      'KEY_SECRET',
      'API_KEYS',
      'MONGODB_URI',
      'LOG_LEVEL',
      'TEMPORAL_ADDRESS',
    ]);
    expect(faults.join()).not.toMatch(/short secret|eighty|king|feed|loud/);
  });

  it('hold the address, namespace and key with which Temporal is reached', () => {
    const { temporal } = readWebSettings({ ...complete, TEMPORAL_NAMESPACE: 'care' });
    expect(temporal).toMatchObject({ connectionOptions: { address: '127.0.0.1:7233' }, namespace: 'care' });
  });

  it('of a worker cannot be read with a sender that has a name', () => {
    expect(faultsOf(() => readWorkerSettings({ ...complete, MAIL_FROM: 'Care <care@customers.example>' }))).toEqual([
      'MAIL_FROM has to be the one address from which mails are sent, without a name',
    ]);
  });

  it('take a public address without its closing slash', () => {
    expect(readWebSettings({ ...complete, PUBLIC_URL: 'https://care.example/amends/' }).publicUrl).toBe(
      'https://care.example/amends',
    );
  });
});

describe('the time within which a provider reports each mail that it took', () => {
  const smtpOf = (seconds?: string) => readWorkerSettings({ ...complete, EMAIL_EVENTS_SECONDS: seconds }).smtp;

  it('is kept in milliseconds, and missing where the provider reports nothing', () => {
    expect(smtpOf('90')).toMatchObject({ eventsWithin: 90_000 });
    expect(smtpOf()).not.toHaveProperty('eventsWithin');
    expect(smtpOf('')).not.toHaveProperty('eventsWithin');
  });

  it.each(['0', '3601', 'soon'])('is refused as %s', (seconds) => {
    expect(faultsOf(() => smtpOf(seconds))).toEqual([expect.stringContaining('EMAIL_EVENTS_SECONDS')]);
  });
});

describe('the doors of the web edge for reports of providers', () => {
  const hooksOf = (more: Record<string, string>) => readWebSettings({ ...complete, ...more }).hooks;
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = twilio;
  const standard = `whsec_${Buffer.from(secret).toString('base64')}`;

  it('are shut without a secret, and each opens with its own', () => {
    expect(hooksOf({})).toEqual({});
    const account = { accountSid: TWILIO_ACCOUNT_SID, authToken: TWILIO_AUTH_TOKEN };
    expect(hooksOf({ TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN })).toEqual({ twilio: account });
    expect(hooksOf({ TWILIO_AUTH_TOKEN })).toEqual({});
    expect(hooksOf({ EMAIL_HOOK_SECRET: secret })).toEqual({ emailSecrets: [secret] });
  });

  it('take an old secret and a new one', () => {
    expect(hooksOf({ EMAIL_HOOK_SECRET: `${secret}, ${standard}` })).toEqual({ emailSecrets: [secret, standard] });
  });

  it.each([
    ['of 31 bytes', secret.slice(1)],
    ['of which the second is short', `${secret},short`],
    ['that ends in a comma', `${secret},`],
    ['that claims to be base64 and is not', `whsec_${secret}!`],
  ])('refuse a secret %s, without its value', (_, EMAIL_HOOK_SECRET) => {
    const faults = faultsOf(() => hooksOf({ EMAIL_HOOK_SECRET }));
    expect(faults).toEqual([expect.stringMatching(/^EMAIL_HOOK_SECRET has to be secrets of at least 32 bytes/)]);
    expect(faults.join()).not.toContain(EMAIL_HOOK_SECRET);
  });
});

describe('a secret', () => {
  it('of 32 bytes is accepted', () => {
    expect(readWebSettings({ ...complete, LINK_SECRET: secret }).linkSecret).toBe(secret);
  });

  it('of 31 bytes is refused', () => {
    expect(faultsOf(() => readWebSettings({ ...complete, LINK_SECRET: secret.slice(1) }))).toEqual([
      expect.stringContaining('LINK_SECRET has to be at least 32 bytes'),
    ]);
  });
});

describe('API keys', () => {
  it('are entries of tenant, actor, role and SHA-256, separated by commas', () => {
    const other = createHash('sha256').update('another').digest('hex');
    const { apiKeys } = readWebSettings({
      ...complete,
      API_KEYS: `acme:shop:backend:${sha256}, acme:s-1:lead:${other}`,
    });
    expect(apiKeys).toEqual([
      { tenant: 'acme', actor: 'shop', role: 'backend', sha256 },
      { tenant: 'acme', actor: 's-1', role: 'lead', sha256: other },
    ]);
  });

  it.each([
    ['an unknown role', `acme:shop:king:${sha256}`, 'entry 1 (role)'],
    ['the key itself instead of its digest', 'acme:shop:backend:a-key-in-clear', 'entry 1 (sha256)'],
    ['a part too many', `acme:shop:backend:${sha256}:x`, 'entry 1 (number of parts)'],
    ['an empty second entry', `acme:shop:backend:${sha256},`, 'entry 2'],
    ['one key for two callers', `acme:a:backend:${sha256},acme:b:admin:${sha256}`, 'one key to two callers'],
  ])('with %s are refused by their place', (_, text, reason) => {
    const faults = faultsOf(() => readWebSettings({ ...complete, API_KEYS: text }));
    expect(faults).toEqual([expect.stringContaining(reason)]);
    expect(faults.join()).not.toContain('a-key-in-clear');
  });
});

describe('trusted proxies', () => {
  const withProxies = (text: string) => () => readWebSettings({ ...complete, TRUSTED_PROXIES: text });

  it('are none by default', () => {
    expect(readWebSettings(complete).trustedProxies).toEqual([]);
  });

  it('are addresses and ranges, separated by commas', () => {
    expect(withProxies('127.0.0.1, 10.0.0.0/8,::1,fd00::/8')().trustedProxies).toEqual([
      '127.0.0.1',
      '10.0.0.0/8',
      '::1',
      'fd00::/8',
    ]);
  });

  it.each(['proxy.example', 'true', '10.0.0.0/33', '0.0.0.0/0', '::/129', '10.0.0.0/8/8', '10.0.0.0/', '127.0.0.1,'])(
    'are refused when one is none: %s',
    (text) => {
      expect(faultsOf(withProxies(text))).toEqual([expect.stringContaining('TRUSTED_PROXIES has to be addresses')]);
    },
  );
});

describe('the Twilio settings', () => {
  it('are taken when all three are given', () => {
    expect(readWorkerSettings({ ...complete, ...twilio }).twilio).toEqual({
      accountSid: twilio.TWILIO_ACCOUNT_SID,
      authToken: 'token',
      from: '+12025550100',
    });
  });

  it.each(Object.keys(twilio))('are refused when only %s is missing, also beside another fault', (name) => {
    const partly = { ...complete, ...twilio, [name]: undefined, SMTP_URL: undefined };
    expect(faultsOf(() => readWorkerSettings(partly)).join()).toMatch(/SMTP_URL.*TWILIO_ACCOUNT_SID, .* together/);
  });
});

describe('the roles of a worker', () => {
  it('are those that are listed', () => {
    expect(readWorkerSettings({ ...complete, WORKER_ROLES: 'email, sms' }).roles).toEqual(['email', 'sms']);
  });

  it('are refused when one is unknown', () => {
    expect(faultsOf(() => readWorkerSettings({ ...complete, WORKER_ROLES: 'email,fax' })).join()).toContain(
      'WORKER_ROLES',
    );
  });
});

describe('the settings of the command line', () => {
  it('are the address and key where they are set, and nothing where they are not', () => {
    expect(readCommandLineSettings({ AMENDS_URL: 'http://127.0.0.1:8080', AMENDS_API_KEY: 'k' })).toEqual({
      url: 'http://127.0.0.1:8080',
      apiKey: 'k',
    });
    expect(readCommandLineSettings({ AMENDS_URL: '' })).toEqual({});
  });
});
