import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { environment } from '../../config/env.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await mkdir(join(desk.folder, '.amends'));
});
afterAll(() => desk.close());

const devFile = (): string => join(desk.folder, '.amends', 'dev.json');
beforeEach(() => {
  for (const name of [...Object.keys(environment.shape), 'TEMPORAL_ADDRESS']) vi.stubEnv(name, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(devFile(), { force: true });
});

describe('the doctor on the command line', () => {
  it('says where it found no settings, names each variable, and exits with 1', async () => {
    const run = await desk.amends(['doctor']);
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/^No settings: /);
    expect(run.out).toMatch(/^fault {4}.*MONGODB_URI is missing\n {9}give an address/m);
    expect(run.out).toMatch(/^ok {7}Node /m);
    expect(run.error).toMatch(/^\d+ faults, 0 warnings\.$/);
  });

  it('takes what npm run dev started with where the environment names no server, and the environment where it does', async () => {
    await writeFile(devFile(), JSON.stringify({ environment: { MAIL_FROM: 'care@customers.example' } }));
    const dev = await desk.amends(['doctor']);
    expect(dev.out).toMatch(/^Settings from \.amends\/dev\.json/);
    expect(dev.out).not.toContain('MAIL_FROM');
    vi.stubEnv('LINK_SECRET', 'a-secret-of-more-than-thirty-two-bytes');
    const own = await desk.amends(['doctor']);
    expect(own.out).toMatch(/^Settings from the environment\./);
    expect(own.out).toContain('MAIL_FROM');
    expect(own.out).not.toContain('LINK_SECRET');
  });

  it.each(['no JSON', '[]', '{"environment": 7}'])('takes a file that holds %s for none', async (text) => {
    await writeFile(devFile(), text);
    expect((await desk.amends(['doctor'])).out).toMatch(/^No settings: /);
  });

  it('prints one document with --json, with a state for each check', async () => {
    const run = await desk.amends(['doctor', '--json']);
    expect(run.code).toBe(1);
    expect(run.json()).toMatchObject({ source: 'nowhere', warnings: 0 });
    const { checks } = run.json() as { readonly checks: readonly { check: string; state: string }[] };
    expect(checks[0]).toMatchObject({ check: 'Node', state: 'ok' });
    expect(checks.filter(({ state }) => !['ok', 'skipped', 'warning', 'fault'].includes(state))).toEqual([]);
  });
});
