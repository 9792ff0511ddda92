/** The rules of the house: a room imports only rooms above it, and few doors lead outside. */
const ROOMS = [
  'telemetry',
  'db',
  'language',
  'texts',
  'intake',
  'stories',
  'summaries',
  'chats',
  'digests',
  'delivery',
  'bot',
  'server',
];

const noRoomBelow = ROOMS.slice(0, -1).map((room, index) => ({
  name: `${room}-imports-nothing-below`,
  comment: 'Data flows down the list of rooms and never back up.',
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${ROOMS.slice(index + 1).join('|')}|cli|sandbox)/|^src/(main|app)\\.ts$` },
}));

module.exports = {
  forbidden: [
    ...noRoomBelow,
    {
      name: 'server-imports-nothing-below',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/(cli|sandbox)/|^src/(main|app)\\.ts$' },
    },
    {
      name: 'sandbox-stands-alone',
      comment: 'The sandbox plays Telegram: it knows nothing of the program that talks to it.',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { path: '^src/(?!sandbox/)' },
    },
    {
      name: 'grammy-in-bot-and-delivery',
      severity: 'error',
      from: { path: '^src/(?!bot/|delivery/)' },
      to: { path: '^node_modules/(grammy|@grammyjs)/' },
    },
    {
      name: 'driver-in-db',
      severity: 'error',
      from: { path: '^src/(?!db/)' },
      to: { path: '^node_modules/postgres/|^node_modules/drizzle-orm/postgres-js' },
    },
    {
      name: 'pure-rooms-do-no-io',
      comment: 'They take data and return data: no database, no files, no network.',
      severity: 'error',
      from: {
        path: '^src/language/|^src/stories/(topics|cluster|rank)|^src/summaries/(extract|faithful)|^src/digests/(choose|compose|render|split|schedule)\\.ts$',
      },
      to: {
        path: '^src/db/|^(node:)?(net|http|https|dns|child_process)$|^node_modules/(undici|drizzle-orm)/|/store\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'tables-in-stores',
      comment: 'Every query has one home: a room reads and writes its own tables in its own store.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/db/', '/store\\.ts$', '/store/'] },
      to: { path: '^src/db/schema', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
    // The built program is not there before it is built.
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\.\\./)?dist/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
