import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Kind = 'value' | 'type';
type Import = readonly [from: string, kind: Kind, to: string];

/** Each of these must be refused by the rule that its first column names. */
const forbidden: readonly (readonly [rule: string, ...Import])[] = [
  ['domain: values', 'domain/a.ts', 'value', 'ports/target.ts'],
  ['domain: values', 'domain/a.ts', 'value', 'zod'],
  ['domain: values', 'domain/a.ts', 'value', 'node:crypto'],
  ['domain: types', 'domain/a.ts', 'type', 'ports/target.ts'],
  ['domain: types', 'domain/a.ts', 'type', 'zod'],
  ['domain: types', 'domain/a.ts', 'type', 'node:crypto'],
  ['ports: values', 'ports/a.ts', 'value', 'domain/target.ts'],
  ['ports: types', 'ports/a.ts', 'type', 'adapters/store/target.ts'],
  ['ports: types', 'ports/a.ts', 'type', 'mongoose'],
  ['workflows: values', 'workflows/a.ts', 'value', 'activities/target.ts'],
  ['workflows: values', 'workflows/a.ts', 'value', 'adapters/store/target.ts'],
  ['workflows: values', 'workflows/a.ts', 'value', 'client/target.ts'],
  ['workflows: values', 'workflows/a.ts', 'value', 'config/target.ts'],
  ['workflows: values', 'workflows/a.ts', 'value', 'node:crypto'],
  ['workflows: values', 'workflows/a.ts', 'value', 'zod'],
  ['workflows: values', 'workflows/a.ts', 'value', '@temporalio/client'],
  ['workflows: types', 'workflows/a.ts', 'type', 'adapters/store/target.ts'],
  ['activities: values', 'activities/a.ts', 'value', 'adapters/store/target.ts'],
  ['activities: values', 'activities/a.ts', 'value', 'ports/target.ts'],
  ['activities: values', 'activities/a.ts', 'value', 'workflows/contract.ts'],
  ['activities: values', 'activities/a.ts', 'value', 'mongoose'],
  ['activities: types', 'activities/a.ts', 'type', 'adapters/store/target.ts'],
  ['activities: types', 'activities/a.ts', 'type', 'workflows/target.ts'],
  ['adapters/store: values', 'adapters/store/a.ts', 'value', 'activities/target.ts'],
  ['adapters/store: values', 'adapters/store/a.ts', 'value', 'workflows/contract.ts'],
  ['adapters/store: values', 'adapters/store/a.ts', 'value', 'config/target.ts'],
  ['adapters/store: values', 'adapters/store/a.ts', 'value', 'ports/target.ts'],
  ['adapters/store: values', 'adapters/store/memory/a.ts', 'value', 'adapters/templates/target.ts'],
  ['adapters/store: values', 'adapters/store/a.ts', 'value', 'nodemailer'],
  ['adapters/store: types', 'adapters/store/a.ts', 'type', 'adapters/channels/email/target.ts'],
  ['adapters/channels/email: values', 'adapters/channels/email/a.ts', 'value', 'adapters/channels/sms/target.ts'],
  ['adapters/channels/email: values', 'adapters/channels/email/a.ts', 'value', 'twilio'],
  ['adapters/channels/sms: values', 'adapters/channels/sms/a.ts', 'value', 'adapters/channels/email/target.ts'],
  ['adapters/*: values', 'adapters/weather/a.ts', 'value', 'zod'],
  ['adapters/*: values', 'adapters/weather/a.ts', 'value', 'adapters/store/target.ts'],
  ['adapters/*: values', 'adapters/channels/whatsapp/a.ts', 'value', 'adapters/channels/sms/target.ts'],
  ['client: values', 'client/a.ts', 'value', 'activities/target.ts'],
  ['client: values', 'client/a.ts', 'value', 'workflows/target.ts'],
  ['client: types', 'client/a.ts', 'type', 'adapters/store/target.ts'],
  ['web (but main): values', 'web/a.ts', 'value', 'adapters/store/target.ts'],
  ['web (but main): values', 'web/a.ts', 'value', 'workflows/contract.ts'],
  ['web (but main): values', 'web/a.ts', 'value', 'ports/target.ts'],
  ['web (but main): values', 'web/a.ts', 'value', 'mongoose'],
  ['web (but main): types', 'web/a.ts', 'type', 'activities/target.ts'],
  ['cli: values', 'cli/a.ts', 'value', 'web/api/target.ts'],
  ['cli: values', 'cli/a.ts', 'value', 'domain/target.ts'],
  ['cli: values', 'cli/a.ts', 'value', '@temporalio/client'],
  ['cli: types', 'cli/a.ts', 'type', 'web/target.ts'],
  ['cli/local: values', 'cli/local/a.ts', 'value', 'web/api/target.ts'],
  ['cli/local: values', 'cli/local/a.ts', 'value', 'adapters/store/target.ts'],
  ['config: values', 'config/a.ts', 'value', 'domain/target.ts'],
  ['config: types', 'config/a.ts', 'type', 'ports/target.ts'],
  ['worker (but main): values', 'worker/a.ts', 'value', 'adapters/store/target.ts'],
  ['app: edges', 'app/a.ts', 'value', 'cli/target.ts'],
  ['nobody-imports-tests-or-tools', 'cli/main.ts', 'value', 'tools/target.ts'],
  ['nobody-imports-tests-or-tools', 'domain/a.ts', 'value', 'tests/target.ts'],
  ['nobody-imports-a-main', 'app/a.ts', 'value', 'web/main.ts'],
  ['no-development-packages-in-production', 'cli/main.ts', 'value', 'vitest'],
  ['no-undeclared-packages', 'tools/a.ts', 'value', 'undeclared'],
  ['no-unresolved', 'tools/a.ts', 'value', 'tools/missing.ts'],
];

/** Each of these is what a row of the table grants. */
const allowed: readonly Import[] = [
  ['domain/b.ts', 'value', 'domain/target.ts'],
  ['ports/b.ts', 'type', 'domain/target.ts'],
  ['ports/b.ts', 'type', 'ports/target.ts'],
  ['workflows/b.ts', 'value', 'domain/target.ts'],
  ['workflows/b.ts', 'value', '@temporalio/workflow'],
  ['workflows/b.ts', 'type', 'activities/target.ts'],
  ['activities/b.ts', 'value', '@temporalio/activity'],
  ['activities/b.ts', 'type', 'ports/target.ts'],
  ['activities/b.ts', 'type', 'workflows/contract.ts'],
  ['adapters/store/b.ts', 'value', 'adapters/store/memory/target.ts'],
  ['adapters/store/b.ts', 'value', 'mongoose'],
  ['adapters/store/b.ts', 'value', 'node:crypto'],
  ['adapters/store/b.ts', 'type', 'ports/target.ts'],
  ['adapters/channels/email/b.ts', 'value', 'nodemailer'],
  ['adapters/channels/sms/b.ts', 'value', 'twilio'],
  ['adapters/weather/b.ts', 'value', 'domain/target.ts'],
  ['client/b.ts', 'value', 'workflows/contract.ts'],
  ['client/b.ts', 'type', 'workflows/target.ts'],
  ['web/b.ts', 'value', 'client/target.ts'],
  ['web/b.ts', 'value', 'zod'],
  ['web/b.ts', 'type', 'ports/target.ts'],
  ['cli/b.ts', 'type', 'web/api/target.ts'],
  ['cli/local/b.ts', 'value', 'app/target.ts'],
  ['config/b.ts', 'value', 'zod'],
  ['app/b.ts', 'value', 'adapters/store/target.ts'],
  ['web/main.ts', 'value', 'app/target.ts'],
  ['cli/main.ts', 'value', 'config/target.ts'],
  ['tools/b.ts', 'value', 'vitest'],
  ['tests/b.ts', 'value', 'adapters/store/target.ts'],
  ['tests/b.ts', 'value', 'web/main.ts'],
];

const dependencies = ['zod', 'mongoose', 'nodemailer', 'twilio', '@temporalio/workflow', '@temporalio/activity'];
const installed = [...dependencies, '@temporalio/client', 'vitest', 'undeclared'];

/** A file per import, so that a refusal can only be due to that import. */
function nameOf([from, kind, to]: Import): string {
  return from.endsWith('main.ts') ? from : from.replace('.ts', `-${kind}-${to.replace(/[^a-z]/g, '-')}.ts`);
}

function lineOf([from, kind, to]: Import): string {
  const specifier = to.endsWith('.ts') ? `${'../'.repeat(from.split('/').length - 1)}${to.replace('.ts', '.js')}` : to;
  return `import ${kind === 'type' ? 'type ' : ''}{ thing as t${to.replace(/\W/g, '')} } from '${specifier}';\n`;
}

async function put(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text, { flag: 'a' });
}

async function plant(root: string): Promise<void> {
  for (const line of [...forbidden.map(([, ...rest]) => rest), ...allowed]) {
    await put(root, nameOf(line), lineOf(line));
    const [, , to] = line;
    if (to.endsWith('target.ts') || to.endsWith('contract.ts')) await writeTarget(root, to);
  }
  for (const name of installed) {
    await put(root, `node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    await put(root, `node_modules/${name}/index.js`, 'export const thing = 1;\n');
  }
  const declared = Object.fromEntries([...dependencies, '@temporalio/client'].map((name) => [name, '1']));
  await put(root, 'package.json', JSON.stringify({ dependencies: declared, devDependencies: { vitest: '1' } }));
  await put(root, 'domain/egg.ts', "import './hen.js';\n");
  await put(root, 'domain/hen.ts', "import './egg.js';\n");
  await put(root, 'domain/stray.ts', 'export const thing = 1;\n');
}

async function writeTarget(root: string, path: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), 'export const thing = 1;\n');
}

function isResult(output: ICruiseResult | string): output is ICruiseResult {
  return typeof output !== 'string';
}

async function violationsIn(root: string): Promise<string[]> {
  const { options, forbidden: rules = [] } = await extractDepcruiseConfig('./.dependency-cruiser.mjs');
  const { output } = await cruise(['.'], { ...options, baseDir: root, validate: true, ruleSet: { forbidden: rules } });
  if (!isResult(output)) throw new Error('dependency-cruiser answered text where a result was asked for');
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name} | ${from} | ${to}`);
}

describe('the layer table', () => {
  let root = '';
  let violations: string[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'layers-'));
    await plant(root);
    violations = await violationsIn(root);
  });

  afterAll(async () => {
    await rm(root, { recursive: true });
  });

  it.each(forbidden)('refuses by "%s" that %s imports a %s from %s', (rule, ...line) => {
    expect(violations.filter((found) => found.startsWith(`${rule} | ${nameOf(line)} | `))).toHaveLength(1);
  });

  it.each(allowed)('lets %s import a %s from %s', (...line) => {
    const target = line[2].replace('node:', '');
    expect(violations.filter((found) => found.includes(`| ${nameOf(line)} |`) && found.includes(target))).toEqual([]);
  });

  it('refuses a cycle of two modules', () => {
    expect(violations).toContain('no-cycles | domain/egg.ts | domain/hen.ts');
  });

  it('refuses a module that nothing imports and that imports nothing', () => {
    expect(violations).toContain('no-orphans | domain/stray.ts | domain/stray.ts');
  });
});
