/**
 * The layer table of the architecture, stated once. `npm run layers` proves it; tests/guard-rails/layers.test.ts proves
 * that each row bites. Workflow code is bundled by path, so a wrong import would be bundled silently and run inside the
 * sandbox: that is why the table is checked and not trusted.
 */

/** A path pattern for the package of this name. */
const pkg = (name) => `^node_modules/${name}/`;

/** Node's own modules are named without a folder: they are told apart by their dependency type, not by their path. */
const NODE = 'node:';

/**
 * One entry per row: `from` may import values from `values`, and types from `values` and `types`; all else is forbidden.
 * Patterns are regular expressions over paths. `NODE` opens Node's own modules; a row without it is closed to them.
 */
const table = [
  { row: 'domain', from: '^domain/', values: ['^domain/'], types: [] },
  { row: 'ports', from: '^ports/', values: [], types: ['^ports/', '^domain/'] },
  {
    row: 'workflows',
    from: '^workflows/',
    values: ['^workflows/', '^domain/', pkg('@temporalio/workflow'), pkg('@temporalio/common')],
    types: ['^activities/'],
  },
  {
    row: 'activities',
    from: '^activities/',
    values: ['^activities/', '^domain/', pkg('@temporalio/activity'), pkg('@temporalio/common'), NODE],
    types: ['^ports/', '^workflows/contract'],
  },
  {
    row: 'client',
    from: '^client/',
    values: ['^client/', '^workflows/contract', '^domain/', pkg('@temporalio/client'), NODE],
    types: ['^workflows/'],
  },
  {
    row: 'web (but main)',
    from: '^web/',
    // Phone and address parsing are an edge's work, and are never written by hand.
    values: [
      '^web/',
      '^client/',
      '^domain/',
      pkg('fastify'),
      pkg('@fastify/[^/]+'),
      pkg('zod'),
      pkg('libphonenumber-js'),
      NODE,
    ],
    types: ['^ports/'],
  },
  {
    row: 'cli',
    from: '^cli/(?!local/)',
    values: ['^cli/', pkg('commander'), pkg('picocolors'), pkg('zod'), pkg('temporal-polyfill'), NODE],
    types: ['^web/api(/|\\.)'],
  },
  {
    row: 'cli/local',
    from: '^cli/local/',
    values: ['^cli/', '^app/', '^config/', '^domain/', pkg('commander'), pkg('picocolors'), NODE],
    types: ['^ports/'],
  },
  {
    row: 'config',
    from: '^config/',
    values: ['^config/', pkg('zod'), pkg('@temporalio/envconfig'), NODE],
    types: [],
  },
  {
    row: 'worker (but main)',
    from: '^worker/',
    values: ['^worker/', '^activities/', '^workflows/contract', '^domain/', pkg('@temporalio/[^/]+'), NODE],
    types: ['^ports/', '^config/', '^client/'],
  },
];

/** The row "adapters": the vendor packages of each adapter, by its folder. A folder that is not named here has none. */
const vendors = {
  calendars: ['temporal-polyfill', 'date-holidays', 'libphonenumber-js'],
  context: ['standardwebhooks', 'zod'],
  'channels/email': ['htmlparser2', 'nodemailer', 'postal-mime'],
  'channels/sms': ['twilio', 'sms-segments-calculator', 'libphonenumber-js'],
  log: ['pino'],
  metrics: ['prom-client'],
  programme: ['yaml', 'zod', 'liquidjs', 'mjml', 'temporal-polyfill'],
  remedies: ['mongoose'],
  store: ['mongoose'],
  templates: ['liquidjs', 'mjml', 'sms-segments-calculator'],
};

/** Entry points, composition, development tools and tests may import what they compose (last row of the table). */
const composers = ['^[^/]+/main\\.ts$'];

const typeOnly = ['type-only'];

function rulesOf({ row, from, values, types }) {
  const node = values.includes(NODE) ? ['core'] : [];
  // An empty list of exceptions would except everything; no path is empty.
  const paths = ['^$', ...values.filter((value) => value !== NODE)];
  const source = { path: from, pathNot: composers };
  return [
    {
      name: `${row}: values`,
      comment: `Row "${row}" of the layer table: values only from ${values.join(', ') || 'nowhere'}.`,
      severity: 'error',
      from: source,
      to: { pathNot: paths, dependencyTypesNot: [...typeOnly, ...node] },
    },
    {
      name: `${row}: types`,
      comment: `Row "${row}" of the layer table: types only from ${[...values, ...types].join(', ')}.`,
      severity: 'error',
      from: source,
      to: { pathNot: [...paths, ...types], dependencyTypes: typeOnly, dependencyTypesNot: node },
    },
  ];
}

/** An adapter is a folder of `adapters/`, or of `adapters/channels/`; files at the top of `adapters/` belong to none. */
const adapterFolders = [
  ...Object.entries(vendors),
  // Any other adapter: its own folder, no vendor.
  [`(?!(?:${Object.keys(vendors).join('|')})/)(?:channels/[^/]+|(?!channels/)[^/]+)`, []],
];

function adapterRow([folder, packages]) {
  const isNamed = packages.length > 0;
  return {
    row: `adapters/${isNamed ? folder : '*'}`,
    from: `^adapters/(${folder})/`,
    values: ['^adapters/$1/', '^domain/', ...packages.map(pkg), NODE],
    types: ['^ports/'],
  };
}

const [product, tests] = [{ pathNot: '^tests/' }, { path: '^tests/' }];
const valueCycle = { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } };

/** Rules besides the table: name, why, from, to. */
const general = [
  ['no-cycles', 'Two modules that need each other are one module, or hide a third.', product, { circular: true }],
  ['no-cycles-in-tests', 'A world and those who live in it may name each other as types only.', tests, valueCycle],
  [
    'no-orphans',
    'A module that nothing imports and that imports nothing is a stray file.',
    { orphan: true, pathNot: ['^[^/]+\\.(mjs|ts)$', '\\.d\\.ts$', '\\.test\\.ts$', ...composers] },
    {},
  ],
  ['no-unresolved', 'An import that leads nowhere fails only when the line runs.', {}, { couldNotResolve: true }],
  [
    'no-undeclared-packages',
    'A package that package.json does not name may vanish with the next install.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ],
  [
    'no-development-packages-in-production',
    'The installed command has no development dependencies; types alone are gone by then.',
    { pathNot: ['^(tests|tools)/', '^[^/]+$'] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: typeOnly },
  ],
  [
    'nobody-imports-tests-or-tools',
    'Row "app, */main, tools": tests and tools compose, and are composed only by each other.',
    { pathNot: ['^(tests|tools)/', '^vitest\\.config\\.ts$'] },
    { path: '^(tests|tools)/' },
  ],
  [
    'nobody-imports-a-main',
    'Row "*/main": an entry point starts things when it is imported.',
    { pathNot: '^(tests|tools)/' },
    { path: composers },
  ],
  [
    'app: edges',
    'Row "app": it composes servers and workers; the command line composes nothing and speaks HTTP.',
    { path: '^app/' },
    { path: '^cli/' },
  ],
].map(([name, comment, from, to]) => ({ name, comment, severity: 'error', from, to }));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...[...table, ...adapterFolders.map(adapterRow)].flatMap(rulesOf), ...general],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|deploy|examples|docs|\\.amends)/' },
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
