import { type Connection, connect } from './connect.js';
import { startEmbedded } from './embedded.js';
import { migrateDatabase } from './migrate.js';

/**
 * Opens the database of the configuration, the embedded one where none is named, and brings it to the newest tables.
 * Closing it leaves the embedded server, which stops with the last program that used it.
 * @throws DatabaseError, EmbeddedPostgresError
 */
export async function openDatabase(options: { databaseUrl: string | null; dataFolder: string }): Promise<Connection> {
  const embedded = options.databaseUrl === null ? await startEmbedded({ folder: options.dataFolder }) : null;
  try {
    const connection = await connect(embedded?.target ?? { url: options.databaseUrl ?? '' });
    await migrateDatabase(connection.db);
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
