import type { Command } from './command.js';

interface CommandEntry {
  does: string;
  load(): Promise<Command>;
}

/** Loaded one at a time: `digest` need not wait for what `start` imports. */
const COMMANDS: Record<string, CommandEntry> = {
  start: { does: 'run the bot', load: async () => (await import('./start.js')).start },
  digest: { does: 'print a digest of article files', load: async () => (await import('./digest.js')).digest },
  ingest: { does: 'add article files to the database', load: async () => (await import('./ingest.js')).ingest },
  migrate: {
    does: 'bring the database to the newest tables',
    load: async () => (await import('./migrate.js')).migrate,
  },
  doctor: {
    does: 'check what the bot stands on, and say what to do',
    load: async () => (await import('./doctor.js')).doctor,
  },
  backup: {
    does: 'write everything in the database to a file',
    load: async () => (await import('./backup.js')).backup,
  },
  restore: {
    does: 'fill an empty database from such a file',
    load: async () => (await import('./restore.js')).restore,
  },
  sources: {
    does: 'add, list, check, pause, resume, import and export sources',
    load: async () => (await import('./sources.js')).sources,
  },
  pipe: { does: 'run one stage of the pipeline over JSON lines', load: async () => (await import('./pipe.js')).pipe },
};

/** Exit codes: 0 done, 1 it could not be done, 2 it was asked for wrongly. */
const FAILED = 1;
const MISUSED = 2;

/** The errors that a person can mend, by name: to know their classes here would load every room for every command. */
const EXIT_CODES: Record<string, number> = {
  UsageError: MISUSED,
  ConfigError: MISUSED,
  UnreadableArticleError: FAILED,
  UnreadableFeedError: FAILED,
  UnreadableOpmlError: FAILED,
  FetchError: FAILED,
  DatabaseError: FAILED,
  DataKeyError: FAILED,
  EmbeddedPostgresError: FAILED,
  SandboxError: FAILED,
  BackupError: FAILED,
  TelegramError: FAILED,
  HttpServerError: FAILED,
};

/** Finds the command and runs it. What a person can mend is said in a line; anything else comes with its stack. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const [name = '', ...args] = argv;
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) {
    const wantsHelp = name === 'help' || name === '--help' || name === '-h';
    const trouble = name === '' || wantsHelp ? '' : `korotko: unknown command «${name}»\n`;
    (wantsHelp ? process.stdout : process.stderr).write(`${trouble}${usage()}`);
    return wantsHelp ? 0 : MISUSED;
  }
  try {
    const command = await entry.load();
    return await command(args);
  } catch (error) {
    const code = error instanceof Error ? EXIT_CODES[error.name] : undefined;
    if (code === undefined) throw error;
    process.stderr.write(`korotko ${name}: ${(error as Error).message}\n`);
    return code;
  }
}

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return `usage: korotko COMMAND [ARGUMENT ...]\n${lines.join('\n')}\n`;
}
