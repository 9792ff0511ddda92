import { openDatabase } from '../db/open.js';
import type { Command } from './command.js';
import { configuration } from './environment.js';
import { readArguments } from './usage.js';

/** `korotko migrate`: brings the database to the newest tables; `start` does so by itself. */
export const migrate: Command = async (args) => {
  readArguments({ args: [...args], options: {} });
  const database = await openDatabase(configuration());
  await database.close();
  process.stdout.write('The database has the newest tables.\n');
  return 0;
};
