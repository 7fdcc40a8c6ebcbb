import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDesk, type Desk } from './support/command.js';

const shipped = join(import.meta.dirname, '..', '..', 'programme');

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const folder = (): string => join(desk.folder, 'programme');
beforeEach(() => cp(shipped, folder(), { recursive: true }));
afterEach(() => rm(folder(), { recursive: true }));

describe('programme check', () => {
  it('calls the shipped programme sound, without any server', async () => {
    const run = await desk.amends(['programme', 'check'], { server: {} });
    expect(run).toMatchObject({ code: 0 });
    expect(run.out).toMatch(/^Sound: \d+ protocols, \d+ texts\.$/);
  });

  it('names file, line and column of each fault and fails', async () => {
    await writeFile(join(folder(), 'teams.yaml'), 'teams:\n  - id: 7\n');
    const run = await desk.amends(['programme', 'check']);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.error).toMatch(/^fault programme\/teams\.yaml:\d+:\d+ .+/m);
    expect(run.error).toMatch(/\d+ to correct; nothing was published\.$/);
  });

  it('prints the faults as one document with --json', async () => {
    await rm(join(folder(), 'criteria.yaml'));
    const run = await desk.amends(['programme', 'check', '--json']);
    expect(run.code).toBe(1);
    expect(run.json()).toMatchObject({ faults: [{ file: expect.any(String) as unknown }] });
  });

  it('fails on a folder that is not there', async () => {
    const run = await desk.amends(['programme', 'check', 'nowhere']);
    expect(run).toMatchObject({ code: 1, error: 'nowhere is no folder that can be read.' });
  });

  it.each(['0', '0.5', 'fast', ''])('ends with 2 on the pace %j', async (pace) => {
    expect(await desk.amends(['programme', 'check', '--pace', pace])).toMatchObject({ code: 2 });
  });
});

describe('programme publish', () => {
  it('makes the programme current under the hash that it prints, at the given pace', async () => {
    const run = await desk.amends(['programme', 'publish', '--pace', '36000', '--json']);
    const current = await desk.stores.programmes.current('acme');
    expect(run.json()).toEqual({ hash: current?.hash });
    expect(current?.programme.pace).toBe(36_000);
  });

  it('publishes nothing when there is a fault', async () => {
    const before = await desk.stores.programmes.current('acme');
    await writeFile(join(folder(), 'programme.yaml'), 'brand: [');
    expect(await desk.amends(['programme', 'publish'])).toMatchObject({ code: 1 });
    expect(await desk.stores.programmes.current('acme')).toEqual(before);
  });
});
