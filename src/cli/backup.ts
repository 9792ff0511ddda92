import { writeBackup } from '../db/backup.js';
import { openDatabase } from '../db/open.js';
import type { Command } from './command.js';
import { configuration } from './environment.js';
import { readArguments, UsageError, userPath } from './usage.js';

/** `korotko backup FILE`: writes everything in the database to a file, whether the bot runs or not. */
export const backup: Command = async (args) => {
  const { positionals } = readArguments({ args: [...args], allowPositionals: true, options: {} });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new UsageError('one file is to be named. Example: npm run korotko -- backup korotko.backup');
  const database = await openDatabase(configuration());
  try {
    const rows = await writeBackup(database.db, userPath(file), new Date());
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    process.stdout.write(`${file} holds ${total} rows of ${Object.keys(rows).length} tables.\n`);
    return 0;
  } finally {
    await database.close();
  }
};
