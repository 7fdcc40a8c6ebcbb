import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
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
  it('says first that nothing is configured and how to begin, names each variable once, and exits with 1', async () => {
    const run = await desk.amends(['doctor']);
    expect(run.code).toBe(1);
    expect(run.out).toMatch(
      /^No installation runs or is configured here\. .*\n {2}npm run dev .*\n {2}\.env\.example /,
    );
    expect(run.out.match(/^fault .*/gm)).toEqual([
      expect.stringMatching(/settings +missing: .*MONGODB_URI.*MAIL_FROM/),
    ]);
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
    expect((await desk.amends(['doctor'])).out).toMatch(/^No installation runs/);
  });

  it('puts all faults of the settings under one name, each with its remedy', async () => {
    vi.stubEnv('LINK_SECRET', 'a-secret-of-more-than-thirty-two-bytes');
    const { out } = await desk.amends(['doctor']);
    expect(out.match(/settings/g)).toHaveLength(1);
    expect(out).toMatch(/^fault {4} +MAIL_FROM is missing\n {9}\S/m);
  });

  it('tells on a terminal what it is still looking at, and clears that line before it prints', async () => {
    const seen: string[] = [];
    await desk.amends(['doctor'], { progress: (text) => void seen.push(text) });
    expect(seen).toContainEqual(expect.stringMatching(/^Looking at .*Temporal packages/));
    expect(seen.at(-1)).toBe('');
  });

  it('gives a MongoDB that takes calls and never answers five seconds, and ends', async () => {
    const silent = createServer();
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const { port } = silent.address() as AddressInfo;
    vi.stubEnv('MONGODB_URI', `mongodb://127.0.0.1:${port}/amends`);
    const began = performance.now();
    const { out } = await desk.amends(['doctor']);
    const seconds = (performance.now() - began) / 1_000;
    silent.close();
    expect(out).toMatch(/^fault +MongoDB +(?:failed|no answer within 5 seconds)/m);
    expect(seconds).toBeLessThan(9);
  }, 40_000);

  it('prints one document with --json, with a state for each check', async () => {
    const run = await desk.amends(['doctor', '--json']);
    expect(run.code).toBe(1);
    expect(run.json()).toMatchObject({ source: 'nowhere', warnings: 0 });
    const { checks } = run.json() as { readonly checks: readonly { check: string; state: string }[] };
    expect(checks[0]).toMatchObject({ check: 'Node', state: 'ok' });
    expect(checks.filter(({ state }) => !['ok', 'skipped', 'warning', 'fault'].includes(state))).toEqual([]);
  });
});
