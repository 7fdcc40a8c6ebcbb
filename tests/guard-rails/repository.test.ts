import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What .gitignore keeps out of the repository. */
const ignored = /(^|\/)(\.git|node_modules|dist|coverage|\.amends)(\/|$)|\.log$/;

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const kept = entries.filter((entry) => !ignored.test(join(folder, entry.name)));
  const inFolders = await Promise.all(
    kept.filter((entry) => entry.isDirectory()).map((entry) => filesIn(join(folder, entry.name))),
  );
  return [...kept.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name)), ...inFolders.flat()];
}

/** A path that exists on one person's machine only: below a home or a checkout. */
const machinePath = /(^|[\s"'`(=:])(\/(home|Users|root|work)\/[\w.-]+|[A-Z]:\\Users\\)/m;

const downloadAddress = /"resolved": "https?:/;

const usesOf = (workflow: string): string[] => [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const workflows = await readdir('.github/workflows');

describe('the repository', () => {
  it('names no path of a machine in any file', async () => {
    const files = await filesIn('.');
    const texts = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
    expect(texts.filter(({ text }) => machinePath.test(text)).map(({ file }) => file)).toEqual([]);
    expect(files).toContain('package.json');
  });

  it.each(['home', 'Users', 'root'])('knows a path below /%s as a path of a machine', (folder) => {
    expect(`import '/${folder}/ada/x.js'`).toMatch(machinePath);
  });

  it.each(["'./domain/work/x.js'", 'https://example.org/home/index', '/v1/work'])(
    'does not take %s for a path of a machine',
    (text) => {
      expect(text).not.toMatch(machinePath);
    },
  );

  it('holds no download address in package-lock.json, so that any registry can serve it', async () => {
    expect(await readFile('package-lock.json', 'utf8')).not.toMatch(downloadAddress);
    expect('"resolved": "https://registry.example/a.tgz"').toMatch(downloadAddress);
  });

  it('pins each package to one version', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it.each(workflows)(
    'pins each GitHub action of %s by its commit and grants the token nothing but reading',
    async (file) => {
      const workflow = await readFile(`.github/workflows/${file}`, 'utf8');
      expect(usesOf(workflow).filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
      expect(usesOf(workflow)).not.toEqual([]);
      expect(workflow).toMatch(/^permissions:\n {2}contents: read\n\n/m);
    },
  );

  it('has a README of at most 150 lines', async () => {
    const files = await readdir('.');
    const readmes = await Promise.all(
      files.filter((file) => file === 'README.md').map((file) => readFile(file, 'utf8')),
    );
    expect(readmes.map((text) => text.trimEnd().split('\n').length).filter((lines) => lines > 150)).toEqual([]);
  });
});
