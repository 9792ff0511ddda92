import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createBot } from './bot/bot.js';
import { startBot } from './bot/run.js';
import { pruneBot } from './bot/store.js';
import { type Config, PROJECT_FOLDER } from './config.js';
import type { Database } from './db/connect.js';
import { openDatabase } from './db/open.js';
import { createPace } from './delivery/pace.js';
import { pacedReplies } from './delivery/replies.js';
import { startSender } from './delivery/sender.js';
import { enqueue } from './delivery/store.js';
import { clientOptions } from './delivery/telegram.js';
import { planDueDigests } from './digests/plan.js';
import { ingestFiles, seedFolder } from './intake/ingest.js';
import { type Sandbox, SandboxError, startSandbox } from './sandbox/server.js';
import { placeNewArticles } from './stories/place.js';
import type { Log } from './telemetry/log.js';
import { startTicks } from './ticks.js';

/** The whole program, running. */
export interface App {
  /** The address of the sandbox's page; `null` with a real token. */
  page: string | null;
  /** Settles with the error where the bot can go on no more (its token is refused). */
  ended: Promise<void>;
  /** Takes no new work, lets what is under way finish, gives the leases back and closes everything. */
  stop(): Promise<void>;
}

/** Connections to Telegram for replies. */
const REPLIES_AT_ONCE = 50;

/** Opens, wires and starts every part. `now` is the clock that schedules, windows and dates go by. */
export async function startApp(options: { config: Config; log: Log; now?: () => Date }): Promise<App> {
  const { config, log, now = () => new Date() } = options;
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const sandbox = config.botToken === null ? await openSandbox(config.sandboxPort) : null;
    if (sandbox) closing.push(() => sandbox.close());
    const telegram = { token: config.botToken ?? sandbox?.token ?? '', apiRoot: sandbox?.url ?? config.botApiRoot };

    const database = await openDatabase(config);
    closing.push(() => database.close());
    const { db } = database;
    await loadSeeds(db, { asNews: config.seedsAsNews, now: now(), log });

    const pace = createPace({ rate: config.sendRate });
    const { operatorChatId, sendsInFlight: inFlight } = config;
    const sender = startSender({ ...telegram, db, now, log, pace, inFlight, operatorChatId, holder: randomUUID() });
    closing.push(() => sender.stop());
    const { close: closeClient, ...client } = clientOptions({
      apiRoot: telegram.apiRoot,
      connections: REPLIES_AT_ONCE,
    });
    closing.push(async () => closeClient());
    const transformer = pacedReplies({ pace });
    const wake = () => sender.wake();
    const bot = createBot({ token: telegram.token, client, transformer, db, now, log, enqueue, wake, operatorChatId });
    const running = await startBot({ bot, log });
    const ticks = startTicks(
      [
        { name: 'place', when: '*/5 * * * * *', run: () => placeNewArticles(db, { now: now() }) },
        {
          name: 'plan',
          when: '*/2 * * * * *',
          run: () => planDueDigests({ db, now: now(), enqueue }).then(wake),
        },
        { name: 'prune', when: '0 17 * * * *', run: () => pruneBot(db, now()) },
      ],
      log,
    );
    // Side by side: each has eight seconds for what is under way, and the whole has ten.
    closing.push(() => Promise.all([ticks.stop(), running.stop(), sender.stop()]));
    return { page: sandbox?.url ?? null, ended: running.ended, stop: () => closeAll(closing) };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

/** The sandbox knows nothing of our settings: what to set is said here. */
async function openSandbox(port: number): Promise<Sandbox> {
  try {
    return await startSandbox({ port });
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    throw new SandboxError(`${error.message} Is Korotko running already? Another port: SANDBOX_PORT=${port + 1}`);
  }
}

/** The last opened first. */
async function closeAll(closing: (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/** Stores the articles of seeds/articles and their stories; those that are stored already stay as they are. */
async function loadSeeds(db: Database, options: { asNews: boolean; now: Date; log: Log }): Promise<void> {
  const { asNews, now, log } = options;
  const folder = seedFolder(PROJECT_FOLDER);
  const files = (await readdir(folder)).sort().map((name) => path.join(folder, name));
  for (const result of await ingestFiles(db, { files, from: 'seed', asNews, now })) {
    if (result.outcome === 'refused') log.warn({ file: result.file, why: result.why }, 'a seed article was refused');
  }
  await placeNewArticles(db, { now });
}
