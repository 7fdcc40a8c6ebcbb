import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const folders = ['domain', 'workflows', 'activities', 'adapters', 'tools', 'tests'];
const samples = folders.map((folder) => `${folder}/sample.ts`);

/** The repository's own rules over texts that are in no file. */
const eslint = new ESLint({
  overrideConfig: {
    files: samples,
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: samples } } },
  },
});

async function rulesAgainst(folder: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: `${folder}/sample.ts` });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const documented = (text: string): string => `/** A sample. */\nexport ${text}\n`;
const lines = (count: number): string => '\n'.repeat(count);
const longFunction = (count: number): string => documented(`function long(): void {${'\n'.repeat(count - 1)}}`);
const nested = (depth: number): string =>
  documented(`function deep(a: string[]): void {${'while (a.pop()) {'.repeat(depth)} deep(a); ${'}'.repeat(depth)}}`);

const syntaxRule = 'no-restricted-syntax';
const propertyRule = 'no-restricted-properties';
const globalRule = 'no-restricted-globals';

// The first look loads the whole project, and takes as long as a busy machine makes it.
beforeAll(() => rulesAgainst('adapters', lines(1)), 120_000);

describe('the lint budgets', () => {
  it.each([
    ['a file of 201 lines', 'max-lines', 'adapters', lines(201), lines(200)],
    ['a test file of 301 lines', 'max-lines', 'tests', lines(301), lines(300)],
    ['a function of 41 lines', 'max-lines-per-function', 'adapters', longFunction(41), longFunction(40)],
    ['a fourth level of nesting', 'max-depth', 'adapters', nested(4), nested(3)],
    [
      'a fourth parameter',
      '@typescript-eslint/max-params',
      'adapters',
      documented('const f = (a: number, b: number, c: number, d: number): number => a + b + c + d;'),
      documented('const f = (a: number, b: number, c: number): number => a + b + c;'),
    ],
  ])('refuse %s and accept one less', async (...[, rule, folder, over, within]) => {
    expect(await rulesAgainst(folder, over)).toEqual([rule]);
    expect(await rulesAgainst(folder, within)).toEqual([]);
  });
});

describe('the lint rules', () => {
  it.each([
    ['an exported const without a comment', 'jsdoc/require-jsdoc', 'export const a = 1;\n'],
    ['an exported function without a comment', 'jsdoc/require-jsdoc', 'export function f(): void {}\n'],
    ['an exported type without a comment', 'jsdoc/require-jsdoc', 'export type A = string;\n'],
    ['an exported interface without a comment', 'jsdoc/require-jsdoc', 'export interface A {\n  b: string;\n}\n'],
    ['an exported class without a comment', 'jsdoc/require-jsdoc', 'export class A {\n  b = 1;\n}\n'],
    ['a symbol exported apart from its comment', syntaxRule, 'const a = 1;\nexport { a };\n'],
    ['a comment without a sentence', 'jsdoc/require-description', '/** @internal */\nexport const a = 1;\n'],
    ['an enum', syntaxRule, documented('enum A {\n  b = 1,\n}')],
    ['a wildcard export', syntaxRule, "export * from 'zod';\n"],
    ['a default export', syntaxRule, '/** A sample. */\nexport default 1;\n'],
    ['a cast by way of unknown', syntaxRule, documented('const a = 1 as unknown as string;')],
    ['the type any', '@typescript-eslint/no-explicit-any', documented('type A = any;')],
    ['a non-null assertion', '@typescript-eslint/no-non-null-assertion', documented('const f = (a?: 1): 1 => a!;')],
    ['a floating promise', '@typescript-eslint/no-floating-promises', 'Promise.resolve();\n'],
    [
      'a promise where a condition is asked for',
      '@typescript-eslint/no-misused-promises',
      documented('const f = (a: Promise<1>): void => {\n  if (a) f(a);\n};'),
    ],
    [
      'a switch that forgets a case',
      '@typescript-eslint/switch-exhaustiveness-check',
      documented("const f = (a: 'x' | 'y'): void => {\n  switch (a) {\n    case 'x':\n      f('y');\n  }\n};"),
    ],
    ['the environment read outside config', propertyRule, documented('const a = process.env;')],
    ['a note of something left to do', 'no-warning-comments', '// TODO later\n'],
  ])('refuse %s', async (_what, rule, text) => {
    expect(await rulesAgainst('adapters', text)).toContain(rule);
  });

  it('cannot be switched off by a comment', async () => {
    const text = `/* eslint-disable */\n${documented('type A = any;')}`;
    expect(await rulesAgainst('adapters', text)).toContain('@typescript-eslint/no-explicit-any');
  });

  it('ask for no comment in a test, and for a name that states the result', async () => {
    expect(await rulesAgainst('tests', 'export const a = 1;\n')).toEqual([]);
    const named = (name: string): string => `import { it } from 'vitest';\n\nit('${name}', () => {});\n`;
    expect(await rulesAgainst('tests', named('a guest who answers is thanked'))).toEqual([]);
    expect(await rulesAgainst('tests', named('it should thank the guest'))).toEqual([syntaxRule]);
  });

  it('let workflows and activities be async without an await, and nobody else', async () => {
    const text = documented('const f = async (): Promise<number> => 1;');
    expect(await rulesAgainst('workflows', text)).toEqual([]);
    expect(await rulesAgainst('activities', text)).toEqual([]);
    expect(await rulesAgainst('adapters', text)).toContain('@typescript-eslint/require-await');
  });
});

describe('the rules that keep a replay the same', () => {
  const impure: readonly (readonly [string, string])[] = [
    ['Math.random()', propertyRule],
    ['process.pid', globalRule],
    ['new Intl.Locale("en")', globalRule],
    ['(1).toLocaleString()', propertyRule],
    ['"a".localeCompare("b")', propertyRule],
    ['new Date(0).getHours()', propertyRule],
    ['new Date(0).setMonth(1)', propertyRule],
    ['new Date()', syntaxRule],
    ['new Date(2026, 1)', syntaxRule],
  ];

  it.each(impure)('refuse %s in domain and in workflows', async (expression, rule) => {
    const text = documented(`const a = ${expression};`);
    expect(await rulesAgainst('domain', text)).toContain(rule);
    expect(await rulesAgainst('workflows', text)).toContain(rule);
  });

  it.each(['new Date(0).getUTCHours()', 'Date.UTC(2026, 1)', 'new Date(0).toISOString()'])(
    'accept %s in domain and in workflows',
    async (expression) => {
      const text = documented(`const a = ${expression};`);
      expect(await rulesAgainst('domain', text)).toEqual([]);
      expect(await rulesAgainst('workflows', text)).toEqual([]);
    },
  );

  it('refuse Date.now() in domain and accept it in workflows, where the SDK replays it', async () => {
    const text = documented('const a = Date.now();');
    expect(await rulesAgainst('domain', text)).toEqual([propertyRule]);
    expect(await rulesAgainst('workflows', text)).toEqual([]);
  });

  it('accept an import from our own folder domain, whose name is also that of a module of Node', async () => {
    const text = "import { codes } from '../domain/failure-codes.js';\n\n" + documented('type A = typeof codes;');
    expect(await rulesAgainst('workflows', text)).not.toContain('no-restricted-imports');
  });

  it("refuse Node's own modules in domain and in workflows, and accept them in adapters", async () => {
    const text = "import { randomUUID } from 'node:crypto';\n\n" + documented('const a = randomUUID();');
    expect(await rulesAgainst('domain', text)).toContain('no-restricted-imports');
    expect(await rulesAgainst('workflows', text)).toContain('no-restricted-imports');
    expect(await rulesAgainst('adapters', text)).toEqual([]);
    expect(await rulesAgainst('domain', text.replace('node:', ''))).toContain('no-restricted-imports');
  });
});
