import type { Config } from '../config.js';
import { type Connection, connect } from './connect.js';
import { startEmbedded } from './embedded.js';
import { openDataKeys } from './keys.js';
import { migrateDatabase } from './migrate.js';

/**
 * Opens the database of the configuration, the embedded one where none is named, brings it to the newest tables, and
 * opens the keys to what stands under lock there.
 * Closing it leaves the embedded server, which stops with the last program that used it.
 * @throws DatabaseError, EmbeddedPostgresError, DataKeyError
 */
export async function openDatabase(
  config: Pick<Config, 'botToken' | 'databaseUrl' | 'dataFolder'> & Partial<Pick<Config, 'dataKey'>>,
): Promise<Connection> {
  // The sandbox's chats are not Telegram's: a bot that gets its token later must not write to them.
  const database = config.botToken === null ? 'korotko_sandbox' : 'korotko';
  const embedded = config.databaseUrl === null ? await startEmbedded({ folder: config.dataFolder, database }) : null;
  try {
    const connection = await connect(embedded?.target ?? { url: config.databaseUrl ?? '' });
    try {
      await migrateDatabase(connection.db);
      const { dataKey = null, dataFolder } = config;
      await openDataKeys(connection.db, { dataKey, dataFolder }, new Date());
    } catch (error) {
      await connection.close();
      throw error;
    }
    return {
      db: connection.db,
      async close() {
        await connection.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
