import { access, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

async function pages(): Promise<readonly string[]> {
  const files = await readdir('docs', { recursive: true });
  return ['README.md', 'CHANGELOG.md', ...files.filter((file) => file.endsWith('.md')).map((f) => join('docs', f))];
}

const withoutCode = (markdown: string): string => markdown.replaceAll(/^```[\s\S]*?^```$/gm, '');

function linksIn(markdown: string): readonly string[] {
  const targets = [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The names that a page's headings can be linked by, as GitHub makes them. */
function anchorsOf(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

async function exists(path: string): Promise<boolean> {
  if (path.includes('*')) return existsLike(path);
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Whether a folder holds a file of this pattern; the star stands in the file's name. */
async function existsLike(path: string): Promise<boolean> {
  const pattern = new RegExp(`^${basename(path).replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  const files = await readdir(dirname(path)).catch(() => []);
  return files.some((file) => pattern.test(file));
}

async function leadsNowhere(page: string, link: string): Promise<boolean> {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!(await exists(target))) return true;
  return anchor !== undefined && !anchorsOf(await readFile(target, 'utf8')).includes(anchor);
}

/** Files and folders of ours that a text names between backticks. */
function pathsNamedIn(markdown: string, folders: readonly string[]): readonly string[] {
  const named = [...withoutCode(markdown).matchAll(/`([\w.*/-]+)`/g)].map(([, path = '']) => path);
  return named.filter((path) => folders.includes(path.split('/')[0] ?? '') && path.includes('/'));
}

/** What the repository holds at its root, without what is hidden or made by a command. */
async function ownFolders(): Promise<readonly string[]> {
  const entries = await readdir('.', { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return folders.filter((name) => !name.startsWith('.') && !['node_modules', 'dist', 'coverage'].includes(name));
}

async function filterAsync<T>(items: readonly T[], keep: (item: T) => Promise<boolean>): Promise<readonly T[]> {
  const kept = await Promise.all(items.map(keep));
  return items.filter((_, at) => kept[at]);
}

describe('the documents', () => {
  it('link to nothing that is not there', async () => {
    const links = await Promise.all(
      (await pages()).map(async (page) => linksIn(await readFile(page, 'utf8')).map((link) => ({ page, link }))),
    );
    expect(await filterAsync(links.flat(), ({ page, link }) => leadsNowhere(page, link))).toEqual([]);
    expect(links.flat().length).toBeGreaterThan(40);
  });

  it('name no file or folder of ours that is not there', async () => {
    const folders = await ownFolders();
    const texts = await Promise.all((await pages()).map((page) => readFile(page, 'utf8')));
    const paths = texts.flatMap((text) => pathsNamedIn(text, folders));
    expect(await filterAsync([...new Set(paths)], async (path) => !(await exists(path)))).toEqual([]);
    expect(paths).toContain('domain/journey/clocks.ts');
  });

  it('have a row for each folder in the table of the README, and no other row', async () => {
    const readme = await readFile('README.md', 'utf8');
    const rows = [...readme.matchAll(/^\| \[`([a-z]+)\/`\]/gm)].map(([, folder]) => folder);
    expect(rows.toSorted()).toEqual((await ownFolders()).toSorted());
  });
});

describe('the reading of documents', () => {
  it.each([
    ['a missing file', 'docs/nowhere.md', true],
    ['a missing heading', 'docs/process.md#nowhere', true],
    ['a file', 'docs/process.md', false],
    ['a heading', 'docs/process.md#the-numbers', false],
  ])('knows a link to %s', async (_, link, missing) => {
    expect(await leadsNowhere('README.md', link)).toBe(missing);
  });

  it('follows no link of a code block, and none that leaves the repository', () => {
    const text = ['[a](b.md) [c](https://example.org)', '```text', '[d](e.md)', '```'].join('\n');
    expect(linksIn(text)).toEqual(['b.md']);
  });

  it('sees a path between backticks, also one with a star', async () => {
    expect(pathsNamedIn('`web/api`, `adapters/x.ts`, `npm ci`', ['web', 'adapters'])).toEqual([
      'web/api',
      'adapters/x.ts',
    ]);
    expect(await exists('programme/templates/en/apology.*.liquid')).toBe(true);
    expect(await exists('programme/templates/en/nothing.*.liquid')).toBe(false);
  });
});
