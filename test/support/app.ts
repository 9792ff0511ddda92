import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { type App, startApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { silentLog } from '../../src/telemetry/log.js';
import { korotko } from './command.js';
import { useDatabase } from './database.js';
import { type Person, person } from './people.js';

/** The whole program over its sandbox, with a clock that the test sets. Call at the top of a test file. */
export function useApp() {
  const database = useDatabase();
  const people: Person[] = [];
  /** The clock runs on from where it is set, as clocks do; ms ahead of the machine's. */
  let ahead = 0;
  let app: App;
  let environment: Record<string, string>;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'korotko-app-'));
    // The server of TEST_DATABASE_URL where one is named; otherwise the program brings its own, as at a newcomer's.
    const server =
      inject('postgres').url === null || !('url' in database.target) ? {} : { DATABASE_URL: database.target.url };
    environment = { SANDBOX_PORT: '0', DATA_DIR: folder, ...server };
    app = await startApp({
      config: readConfig(environment),
      log: silentLog(),
      now: () => new Date(Date.now() + ahead),
    });
  });

  afterAll(async () => {
    for (const one of people) one.close();
    await app?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    /** The address of the chat page. */
    page: () => app.page ?? '',
    /** Somebody of the sandbox, in his private chat unless another is named. */
    person(who: { id?: number; chat?: number } = {}): Person {
      const one = person({ url: app.page ?? '' }, who);
      people.push(one);
      return one;
    },
    /** Runs another command over the same database, while the program runs. */
    command: (args: readonly string[]) => korotko(args, { env: environment }),
    /** Sets the clock that schedules and windows go by. */
    setClock(to: Date): void {
      ahead = to.getTime() - Date.now();
    },
  };
}
