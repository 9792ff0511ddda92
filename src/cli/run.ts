import { ConfigError } from '../config.js';
import { DatabaseError } from '../db/connect.js';
import { EmbeddedPostgresError } from '../db/embedded/binaries.js';
import { UnreadableArticleError } from '../intake/errors.js';
import { UsageError } from './usage.js';

/** Runs with the words behind the command's name; gives the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

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
  pipe: { does: 'run one stage of the pipeline over JSON lines', load: async () => (await import('./pipe.js')).pipe },
};

/** Exit codes: 0 done, 1 it could not be done, 2 it was asked for wrongly. */
const FAILED = 1;
const MISUSED = 2;

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
    if (!isMendable(error)) throw error;
    process.stderr.write(`korotko ${name}: ${error.message}\n`);
    return error instanceof UsageError || error instanceof ConfigError ? MISUSED : FAILED;
  }
}

function isMendable(error: unknown): error is Error {
  return [UsageError, ConfigError, DatabaseError, EmbeddedPostgresError, UnreadableArticleError].some(
    (kind) => error instanceof kind,
  );
}

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return `usage: korotko COMMAND [ARGUMENT ...]\n${lines.join('\n')}\n`;
}
