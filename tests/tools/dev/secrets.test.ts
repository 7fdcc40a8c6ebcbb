import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configuredKeys, readOrMakeSecrets } from '../../../tools/dev/secrets.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-secrets-'));
  file = join(folder, 'secrets.json');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the secrets of a development folder', () => {
  it('are made once and kept for the owner alone, so that links and ledger rows of an earlier run stay valid', async () => {
    const first = await readOrMakeSecrets(file);
    expect(await readOrMakeSecrets(file)).toEqual(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('begin with development-, each of them, and are at least 32 bytes long', async () => {
    const { linkSecret, keySecret, emailHookSecret, apiKeys } = await readOrMakeSecrets(file);
    const all = [linkSecret, keySecret, emailHookSecret, ...Object.values(apiKeys)];
    expect(all.filter((secret) => !/^development-.{40}/.test(secret))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('get the one for e-mail events where a folder of before has none, and keep the others and that one', async () => {
    const { emailHookSecret, ...others } = await readOrMakeSecrets(file);
    await writeFile(file, JSON.stringify(others), { mode: 0o600 });
    const completed = await readOrMakeSecrets(file);
    expect(completed).toEqual({ ...others, emailHookSecret: expect.stringMatching(/^development-.{40}/) as string });
    expect(completed.emailHookSecret).not.toBe(emailHookSecret);
    expect(await readOrMakeSecrets(file)).toEqual(completed);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('differ from folder to folder', async () => {
    const [one, other] = [await readOrMakeSecrets(file), await readOrMakeSecrets(join(folder, 'other.json'))];
    expect(one.keySecret).not.toBe(other.keySecret);
  });

  it('are configured as keys of the tenant dev, hashed', async () => {
    const secrets = await readOrMakeSecrets(file);
    const entries = configuredKeys(secrets).split(',');
    expect(
      entries.filter((entry) => !/^dev:[\w-]+:(backend|agent|lead|manager|admin):[0-9a-f]{64}$/.test(entry)),
    ).toEqual([]);
    expect(entries.join()).not.toContain(secrets.apiKeys.operations);
  });

  it.each(['{', '{"linkSecret": "short"}'])(
    'are refused when damaged, as %s, and left as they are',
    async (content) => {
      await writeFile(file, content);
      await expect(readOrMakeSecrets(file)).rejects.toThrow(/secrets\.json is damaged\. Restore it, or remove/);
      expect(await readFile(file, 'utf8')).toBe(content);
    },
  );
});
