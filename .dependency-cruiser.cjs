// Who may import whom (simulator/README.md). Inner layers hold no socket, no file and no clock.
const layers = {
  core: [],
  sip: ['core'],
  settings: ['core'],
  requirements: ['core'],
  transaction: ['core', 'sip'],
  trace: ['core', 'sip'],
  server: ['core', 'sip', 'transaction', 'settings', 'trace'],
  checks: ['core', 'requirements', 'sip', 'settings', 'trace'],
  verdict: ['core', 'requirements', 'checks', 'trace', 'sip'],
  reporters: ['core', 'requirements', 'checks', 'verdict', 'trace', 'sip'],
  transport: ['core'],
  iut: ['core', 'settings'],
  'reference-client': [],
  recorder: ['core', 'trace'],
};
const outer = ['transport', 'iut', 'reference-client', 'recorder', 'app'];
const tests = '\\.(test|e2e|long|fixture)\\.ts$';

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `${layer}-imports`,
      severity: 'error',
      from: { path: `^simulator/${layer}/`, pathNot: tests },
      to: { path: '^(simulator|steps)/', pathNot: `^simulator/(${[layer, ...allowed].join('|')})/` },
    })),
    {
      name: 'steps-see-the-public-face-only',
      severity: 'error',
      from: { path: '^steps/' },
      to: { path: '^simulator/', pathNot: '^simulator/index\\.ts$' },
    },
    {
      name: 'inner-layers-do-no-io',
      severity: 'error',
      from: {
        path: '^simulator/',
        pathNot: [
          `^simulator/(${outer.join('|')})/`,
          '^simulator/(cli\\.ts|index\\.ts|imconf\\.js|bundle\\.js)$',
          tests,
        ],
      },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(buffer|crypto|util)$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
