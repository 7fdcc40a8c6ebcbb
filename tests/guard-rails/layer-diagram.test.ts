import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { describe, expect, it } from 'vitest';

/** What a rule of the layer table says: the row, and the patterns of what it grants. */
interface Grant {
  readonly name?: string;
  readonly to: { readonly pathNot?: string | readonly string[] };
}

const page = 'docs/architecture.md';
const block = /(?<=^```mermaid\n)[\s\S]*?(?=^```$)/m;

/** All adapters are drawn as one. A slash would mean a shape to Mermaid, so such a row gets a label. */
function nodeOf(row: string): string {
  const name = row.startsWith('adapters/') ? 'adapters' : row.replace(' (but main)', '');
  return name.includes('/') ? `${name.replace('/', '_')}["${name}"]` : name;
}

/** The folder of ours that a pattern means, and which part of it; undefined for packages and for nothing. */
function targetOf(pattern: string): { readonly folder: string; readonly part: string } | undefined {
  const [, folder, rest = ''] = /^\^(\w+)\/(.*)$/.exec(pattern) ?? [];
  if (folder === undefined || folder === 'node_modules') return undefined;
  return { folder, part: /^[a-z]+/.exec(rest)?.[0] ?? '' };
}

const kinds = { values: '-->', types: '-.->' } as const;

/** The arrows of one rule; what a row may import as a value needs no second arrow for types. */
function arrowsOf({ name = '', to: { pathNot = [] } }: Grant, granted: readonly string[]): readonly string[] {
  const [row = '', kind] = name.split(': ');
  if (kind !== 'values' && kind !== 'types') return [];
  const patterns = [pathNot].flat().filter((pattern) => kind === 'values' || !granted.includes(pattern));
  return patterns.flatMap((pattern) => {
    const target = targetOf(pattern);
    const from = nodeOf(row);
    if (target === undefined || target.folder === from) return [];
    return `  ${from} ${kinds[kind]}${target.part === '' ? '' : `|${target.part}|`} ${target.folder}`;
  });
}

/** The layer table as a diagram: a solid arrow for values, a dotted one for types alone. */
function diagramOf(rules: readonly Grant[]): string {
  const granted = new Map(rules.map(({ name = '', to }) => [name, [to.pathNot ?? []].flat()]));
  const arrows = rules.flatMap((rule) =>
    arrowsOf(rule, granted.get(rule.name?.replace(/: types$/, ': values') ?? '') ?? []),
  );
  return ['flowchart TB', ...[...new Set(arrows)].toSorted(), ''].join('\n');
}

async function tableRules(): Promise<readonly Grant[]> {
  const { forbidden = [] } = await extractDepcruiseConfig('./.dependency-cruiser.mjs');
  return forbidden as readonly Grant[];
}

describe('docs/architecture.md', () => {
  it('draws the layer table as the checker has it; run this test with -u to draw it anew', async () => {
    const diagram = diagramOf(await tableRules());
    const drawn = (await readFile(page, 'utf8')).replace(block, () => diagram);
    await expect(drawn).toMatchFileSnapshot(resolve(page));
    expect(drawn).toContain(diagram);
  });
});

describe('the diagram', () => {
  const rule = (name: string, ...pathNot: readonly string[]): Grant => ({ name, to: { pathNot } });

  it.each([
    ['a value', rule('web (but main): values', '^$', '^web/', '^client/'), '  web --> client'],
    ['a type', rule('ports: types', '^$', '^ports/', '^domain/'), '  ports -.-> domain'],
    ['a part of a folder', rule('client: values', '^$', '^workflows/contract'), '  client -->|contract| workflows'],
    ['an adapter', rule('adapters/store: types', '^adapters/$1/', '^ports/'), '  adapters -.-> ports'],
    ['a part of a row', rule('cli/local: values', '^app/'), '  cli_local["cli/local"] --> app'],
  ])('has an arrow for %s that a row grants, and none to the row itself', (_, granted, arrow) => {
    expect(diagramOf([granted])).toBe(`flowchart TB\n${arrow}\n`);
  });

  it.each([
    ['packages', rule('web: values', '^node_modules/zod/')],
    ['rules that are no row', rule('no-cycles', '^tests/')],
    ['nothing', rule('domain: values', '^$', '^domain/')],
  ])('has no arrow for %s', (_, granted) => {
    expect(diagramOf([granted])).toBe('flowchart TB\n');
  });

  it('has no second arrow for the types of what may be imported as a value', () => {
    const both = [rule('cli: values', '^app/'), rule('cli: types', '^app/', '^ports/')];
    expect(diagramOf(both)).toBe('flowchart TB\n  cli --> app\n  cli -.-> ports\n');
  });
});
