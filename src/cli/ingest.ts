import { openDatabase } from '../db/open.js';
import { ingestFiles } from '../intake/ingest.js';
import { placeNewArticles } from '../stories/place.js';
import type { Command } from './command.js';
import { configuration } from './environment.js';
import { readArguments, UsageError, userPath } from './usage.js';

/** `korotko ingest FILE…`: adds article files to the database, whether the bot runs or not. */
export const ingest: Command = async (args) => {
  const { positionals } = readArguments({ args: [...args], allowPositionals: true, options: {} });
  if (positionals.length === 0)
    throw new UsageError('no file is named. Example: npm run korotko -- ingest article.txt');
  const config = configuration();
  const database = await openDatabase(config);
  try {
    const now = new Date();
    const files = positionals.map(userPath);
    const results = await ingestFiles(database.db, { files, from: 'operator', asNews: config.seedsAsNews, now });
    await placeNewArticles(database.db, { now });
    for (const result of results) {
      if (result.outcome === 'refused') process.stderr.write(`refused  ${result.file}: ${result.why}\n`);
      else process.stdout.write(`${result.outcome.padEnd(8)} ${result.file}: ${result.title}\n`);
    }
    return results.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
  } finally {
    await database.close();
  }
};
