// Who may import whom (docs/architecture.md). A folder may import only what its row lists, and of another folder only its face.
const allowed = {
  contract: [],
  core: ['contract'],
  disk: ['contract'],
  engine: ['contract', 'core', 'disk'],
  jobs: ['contract', 'core', 'disk'],
  transport: ['contract'],
  'engine-client': ['contract', 'transport'],
  cli: ['contract', 'core', 'disk', 'engine', 'engine-client', 'jobs'],
  'engine-host': ['contract', 'core', 'engine', 'transport'],
  main: ['contract', 'core', 'disk', 'engine-client', 'jobs', 'transport'],
  preload: ['contract'],
  renderer: ['contract', 'core', 'transport'],
};
const packages = {
  contract: ['zod'],
  core: ['zod'],
  transport: ['zod'],
};

const layers = Object.entries(allowed).flatMap(([folder, others]) => [
  {
    name: `${folder}-imports`,
    comment: `${folder} may import: ${[folder, ...others].join(', ')}.`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: '^src/', pathNot: [folder, ...others].map((name) => `^src/${name}/`) },
  },
  {
    name: `${folder}-face`,
    comment: `Others see only src/${folder}/index.ts.`,
    severity: 'error',
    from: { path: '^src/', pathNot: `^src/${folder}/` },
    to: { path: `^src/${folder}/`, pathNot: `^src/${folder}/index\\.ts$` },
  },
]);

const pure = Object.entries(packages).map(([folder, names]) => ({
  name: `${folder}-packages`,
  comment: `${folder} may import no package but: ${names.join(', ')}; and nothing of Node.`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: '\\.test\\.ts$' },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'],
    pathNot: names.map((name) => `node_modules/${name}/`),
  },
}));

// The page: places know nothing of each other, and what they share knows nothing of them.
const page = [
  {
    name: 'places-apart',
    comment:
      'A place has its own state and actions; what two of them need is shared and lies beside places/.',
    severity: 'error',
    from: { path: '^src/renderer/places/([^/]+)/' },
    to: { path: '^src/renderer/places/', pathNot: '^src/renderer/places/$1/' },
  },
  {
    name: 'place-face',
    comment: 'The table of places sees only the face of a place.',
    severity: 'error',
    from: { path: '^src/renderer/places/index\\.ts$' },
    to: { path: '^src/renderer/places/', pathNot: '^src/renderer/places/[^/]+/index\\.ts$' },
  },
  {
    name: 'shared-knows-no-place',
    comment:
      'Frame, state, actions, viewer and controls get places as rows of a table; main.tsx alone reads it.',
    severity: 'error',
    from: { path: '^src/renderer/', pathNot: '^src/renderer/(places/|main\\.tsx$)' },
    to: { path: '^src/renderer/places/' },
  },
  {
    name: 'lessons-for-places',
    comment: 'Pages of Learn are shown by places alone. They use what all share, and none of it knows them.',
    severity: 'error',
    from: { path: '^src/renderer/', pathNot: '^src/renderer/(places|lessons)/' },
    to: { path: '^src/renderer/lessons/' },
  },
  {
    name: 'viewer-alone',
    comment: 'The viewer is given all that it shows.',
    severity: 'error',
    from: { path: '^src/renderer/viewer/' },
    to: { path: '^src/renderer/', pathNot: '^src/renderer/viewer/' },
  },
  {
    name: 'state-acts-not',
    comment: 'State is read and set; what is done with it stands in actions.',
    severity: 'error',
    from: { path: '^src/renderer/state/', pathNot: '\\.test\\.ts$' },
    to: { path: '^src/renderer/', pathNot: '^src/renderer/(state|bridge)' },
  },
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-the-engine-loads-native-code',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/' },
      to: {
        path: 'node_modules/(sharp|onnxruntime-node|onnxruntime-common|libheif-js|libraw-wasm|wasm-vips)/',
      },
    },
    {
      name: 'the-command-line-asks-the-engine-by-message',
      comment: 'A photo that crashes the engine must not end the command. Of the engine, cli knows types.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/engine/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-electron-outside-main-and-preload',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: '^electron$|node_modules/electron/' },
    },
    ...layers,
    ...pure,
    ...page,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
