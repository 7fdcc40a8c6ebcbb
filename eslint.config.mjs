import { builtinModules } from 'node:module';
import jsdoc from 'eslint-plugin-jsdoc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** How large a thing may be. Comments and empty lines count: a reader has to pass them too. */
const budgets = {
  'max-lines': ['error', { max: 200 }],
  'max-lines-per-function': ['error', { max: 40 }],
  'max-params': 'off',
  '@typescript-eslint/max-params': ['error', { max: 3 }],
  'max-depth': ['error', { max: 3 }],
};

const syntax = {
  always: [
    { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
    {
      selector: 'ExportNamedDeclaration[source=null][specifiers.length>0]',
      message: 'Export a symbol where it is declared, under its comment.',
    },
    { selector: 'ExportAllDeclaration', message: 'Export by name: a reader searches for it.' },
    {
      selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
      message: 'A cast by way of unknown silences the compiler: narrow the value, or type it where it is made.',
    },
  ],
  named: [{ selector: 'ExportDefaultDeclaration', message: 'Export by name.' }],
  zone: [
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is an argument.' },
    { selector: 'NewExpression[callee.name="Date"][arguments.length>1]', message: 'Means local time: use Date.UTC.' },
    { selector: 'CallExpression[callee.name="Date"]', message: 'Means local time.' },
  ],
  tests: [
    'Literal[value=/\\b(works|should|successfully)\\b/i]',
    'TemplateElement[value.raw=/\\b(works|should|successfully)\\b/i]',
  ]
    .flatMap((text) => [
      `CallExpression[callee.name=/^(describe|it|test)$/] > ${text}.arguments:first-child`,
      `CallExpression[callee.callee.property.name="each"] > ${text}`,
    ])
    .map((selector) => ({ selector, message: 'A test name states the observable result.' })),
};

/** What depends on the zone, the locale or the runtime's data, and so differs between a run and its replay. */
const dateFields = ['FullYear', 'Year', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
const zoneDependent = [
  ...dateFields.flatMap((field) => (field === 'Day' ? ['getDay'] : [`get${field}`, `set${field}`])),
  ...['getTimezoneOffset', 'toDateString', 'toTimeString', 'localeCompare', 'toLocaleString', 'toLocaleDateString'],
  ...['toLocaleTimeString', 'toLocaleUpperCase', 'toLocaleLowerCase'],
].map((property) => ({ property, message: 'Depends on the zone or locale of the machine.' }));

const random = { object: 'Math', property: 'random', message: 'A decision is repeatable: chance is an argument.' };
const now = { object: 'Date', property: 'now', message: 'Time is an argument.' };
const environment = {
  object: 'process',
  property: 'env',
  message: 'config/env.ts is the only reader of the environment.',
};

const impureGlobals = ['process', 'Intl', 'crypto', 'fetch', 'performance', 'globalThis', 'Buffer', 'console'];
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];
/** By exact name: a pattern for the old module `domain` would catch our folder of that name. */
const nodeModules = {
  paths: builtinModules.filter((name) => !name.startsWith('_')),
  patterns: [{ regex: '^node:', message: 'Nothing of Node can be replayed.' }],
};

/** Every exported symbol says in one sentence what it is for. */
const documented = {
  'jsdoc/require-jsdoc': [
    'error',
    {
      publicOnly: { ancestorsOnly: true, esm: true, cjs: false, window: false },
      require: { ClassDeclaration: true, FunctionDeclaration: true },
      contexts: [
        'TSInterfaceDeclaration',
        'TSTypeAliasDeclaration',
        'ExportNamedDeclaration > VariableDeclaration',
        'ExportNamedDeclaration > TSDeclareFunction',
      ],
      checkConstructors: false,
      enableFixer: false,
    },
  ],
  'jsdoc/require-description': ['error', { contexts: ['any'] }],
  'jsdoc/no-types': 'error',
  'jsdoc/check-param-names': 'error',
  'jsdoc/check-tag-names': 'error',
  'jsdoc/check-alignment': 'error',
  'jsdoc/no-bad-blocks': 'error',
};

const strict = {
  eqeqeq: 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
  'no-console': 'error',
  'no-restricted-properties': ['error', environment],
  'no-restricted-syntax': ['error', ...syntax.always, ...syntax.named],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
  ],
  // An import of types alone has to be seen as such by the layer table.
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.amends/', 'examples/']),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { jsdoc },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: { ...strict, ...budgets, ...documented },
  },
  {
    files: ['workflows/**/*.ts', 'activities/**/*.ts'],
    rules: {
      // The SDK awaits what is not a promise yet, and types a signal's answer as void.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals, ...timers],
      'no-restricted-imports': ['error', nodeModules],
      'no-restricted-properties': ['error', now, random, environment, ...zoneDependent],
      'no-restricted-syntax': ['error', ...syntax.always, ...syntax.named, ...syntax.zone],
    },
  },
  {
    // Inside a workflow the SDK replaces Date.now and the timers by replayable ones.
    files: ['workflows/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-imports': ['error', nodeModules],
      'no-restricted-properties': ['error', random, environment, ...zoneDependent],
      'no-restricted-syntax': ['error', ...syntax.always, ...syntax.named, ...syntax.zone],
    },
  },
  {
    files: ['config/**/*.ts', 'tools/**/*.ts', 'tests/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['tools/**/*.ts', 'tests/**/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': 'off',
      'jsdoc/require-jsdoc': 'off',
      'no-restricted-syntax': ['error', ...syntax.always, ...syntax.named, ...syntax.tests],
    },
  },
  {
    // Tools ask for a default export here.
    files: ['*.config.ts', 'tests/support/global-setup.ts'],
    rules: { 'no-restricted-syntax': ['error', ...syntax.always] },
  },
  {
    files: ['**/*.mjs'],
    rules: { ...budgets, '@typescript-eslint/max-params': 'off', 'max-params': ['error', 3], eqeqeq: 'error' },
  },
);
