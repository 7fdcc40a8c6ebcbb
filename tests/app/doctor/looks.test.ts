import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { examine, type Check } from '../../../app/doctor/check.js';
import { isAtLeast, machineChecks } from '../../../app/doctor/machine.js';
import { measureSkew, PERMITTED_SKEW, skewVerdict } from '../../../app/doctor/mongo.js';
import { settingsChecks } from '../../../app/doctor/settings.js';
import { webChecks } from '../../../app/doctor/web.js';
import { readInstallation } from '../../../config/index.js';
import { sends } from '../../../workflows/retry-policies.js';

const statesOf = async (checks: readonly Check[]) =>
  Object.fromEntries((await examine(checks)).map(({ check, state }) => [check, state]));

describe('the look at this machine', () => {
  it('finds this Node new enough and one version of the packages of Temporal', async () => {
    expect(await statesOf(machineChecks())).toEqual({ Node: 'ok', 'Temporal packages': 'ok' });
  });

  it('finds an older Node at fault and names the one that is needed', async () => {
    const [node] = await examine(machineChecks('20.18.3'));
    expect(node).toMatchObject({ state: 'fault', remedy: 'install Node 20.19 or later' });
  });

  it.each([
    ['20.19.0', '20.19', true],
    ['20.18.9', '20.19', false],
    ['22.0.0', '20.19', true],
    ['18.20.0', '20.19', false],
    ['20.19.1', '20.19.2', false],
  ])('takes %s for at least %s: %s', (version, least, answer) => {
    expect(isAtLeast(version, least)).toBe(answer);
  });
});

describe('the clocks', () => {
  it('may differ by at most half of the settle window, which is a quarter of the time of one send', () => {
    expect(sends.startToCloseTimeout).toBe('20 s');
    expect(2 * PERMITTED_SKEW).toBeLessThanOrEqual(20_000 / 4);
  });

  it('are compared by the fastest of three readings', async () => {
    const ours = [0, 900, 1_000, 1_010, 2_000, 2_400].values();
    const others = [99_999, 4_005, 99_999].values();
    const skew = await measureSkew(
      () => Promise.resolve(others.next().value ?? NaN),
      () => ours.next().value ?? NaN,
    );
    expect(skew).toEqual({ ahead: 3_000, within: 5 });
  });

  it.each([
    [{ ahead: 2_000, within: 0 }, 'ok'],
    [{ ahead: -2_001, within: 0 }, 'fault'],
    [{ ahead: 2_400, within: 500 }, 'ok'],
    [{ ahead: 2_600, within: 500 }, 'fault'],
  ])('with a skew of %o are %s', (skew, state) => {
    expect(skewVerdict(skew).state).toBe(state);
  });
});

describe('the port of the web edge', () => {
  async function withServer(body: string, test: (port: number) => Promise<void>): Promise<void> {
    const server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(body));
    server.listen({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      await test(port);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }
  const look = async (port: number) => examine(webChecks({ ...readInstallation({}).settings, HTTP_PORT: port }));

  it('is fine where our web edge answers', async () => {
    await withServer('{"status":"ok"}', async (port) => {
      expect(await look(port)).toMatchObject([{ state: 'ok', says: `${port}, where web answers` }]);
    });
  });

  it('is a fault where another program answers', async () => {
    await withServer('{"hello":"world"}', async (port) => {
      expect(await look(port)).toMatchObject([{ state: 'fault', says: `${port} is taken by another program` }]);
    });
  });

  it('is fine where nobody listens', async () => {
    let free = 0;
    await withServer('{}', (port) => Promise.resolve(void (free = port)));
    expect(await look(free)).toMatchObject([{ state: 'ok', says: `${free} is free; web does not run here` }]);
  });
});

describe('the look at the settings', () => {
  it('names each variable that has a fault, with its remedy and without its value', async () => {
    const found = await examine(settingsChecks(readInstallation({ LINK_SECRET: 'too-short', HTTP_PORT: 'eighty' })));
    expect(found.every(({ state }) => state === 'fault')).toBe(true);
    for (const name of ['LINK_SECRET', 'HTTP_PORT', 'API_KEYS', 'MONGODB_URI', 'TEMPORAL_ADDRESS', 'SMTP_URL']) {
      expect(found.filter(({ says }) => says.includes(`${name} `))).toHaveLength(1);
    }
    expect(JSON.stringify(found)).not.toMatch(/too-short|eighty/);
  });

  it('warns of a tenant without an admin', async () => {
    const keys = (role: string) => ({ API_KEYS: `acme:one:${role}:${'ab'.repeat(32)}` });
    const stateWith = async (role: string) =>
      (await statesOf(settingsChecks(readInstallation(keys(role)))))['API keys'];
    expect(await stateWith('agent')).toBe('warning');
    expect(await stateWith('admin')).toBe('ok');
  });
});
