import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createBot } from './bot/bot.js';
import { tellDesksOfDeadSources } from './chats/tell-of-sources.js';
import { type Config, PROJECT_FOLDER } from './config.js';
import type { Database } from './db/connect.js';
import { unlessHalted } from './db/halts.js';
import { openDatabase } from './db/open.js';
import { openPace, pauseKeeper, senderLease } from './delivery/budget.js';
import { runCorrections } from './delivery/corrections.js';
import { runRecalls } from './delivery/recall.js';
import { pacedReplies } from './delivery/replies.js';
import { startSender } from './delivery/sender.js';
import { enqueue } from './delivery/store.js';
import { clientOptions } from './delivery/telegram.js';
import { offerBreaking } from './digests/drafts/breaking.js';
import { planDueEditions } from './digests/drafts/plan.js';
import { settleDueDrafts } from './digests/drafts/settle.js';
import { planDueDigests } from './digests/plan.js';
import { prepareWriteUps } from './digests/prepare.js';
import { planUrgentDigests } from './digests/urgent.js';
import { ingestFiles, seedFolder } from './intake/ingest.js';
import { openIntake } from './intake/intake.js';
import { storedSeeds } from './intake/keep/store.js';
import { openPageReader } from './intake/people/pages.js';
import { prune } from './prune.js';
import { type Part, type Role, takesPart } from './roles.js';
import type { Sandbox } from './sandbox/server.js';
import { raiseAlerts, type Watch } from './server/alerts.js';
import { startServer } from './server/server.js';
import { checksOf, measure } from './server/watch.js';
import { type PlacingFailure, placeNewArticles } from './stories/place.js';
import { openWriter } from './summaries/model/writer.js';
import type { Log } from './telemetry/log.js';
import { startTicks, type Tick } from './ticks.js';
import { startUpdates } from './updates.js';

/** The program, or the part of it that one process runs, running. */
export interface App {
  /** The address of the sandbox's page; `null` with a real token. */
  page: string | null;
  /** Where health and metrics are asked for; `null` where no port is configured. */
  health: string | null;
  /** Settles with the error where the bot can go on no more (its token is refused). */
  ended: Promise<void>;
  /** Takes no new work, lets what is under way finish, gives the leases back and closes everything. */
  stop(): Promise<void>;
}

/** Connections to Telegram for replies. */
const REPLIES_AT_ONCE = 50;
/** A tick that comes every few seconds and was not done for so long is stuck, ms. */
const STUCK_MS = 5 * 60_000;
/** A round of many thousands of sources takes its minutes, ms. */
const ROUND_STUCK_MS = 30 * 60_000;

/**
 * Opens, wires and starts the parts that a process of this role runs.
 * @param options.now the clock that schedules, windows and dates go by.
 */
export async function startApp(options: { config: Config; log: Log; role?: Role; now?: () => Date }): Promise<App> {
  const { config, log, role = 'all', now = () => new Date() } = options;
  const does = (part: Part) => takesPart(role, part);
  const { operatorChatId, keepDays, paidBroadcast } = config;
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const sandbox = config.botToken === null ? await openSandbox(config.sandboxPort) : null;
    if (sandbox) closing.push(() => sandbox.close());
    const telegram = { token: config.botToken ?? sandbox?.token ?? '', apiRoot: sandbox?.url ?? config.botApiRoot };

    const database = await openDatabase(config);
    closing.push(() => database.close());
    const { db } = database;
    if (does('intake')) await loadSeeds(db, { asNews: config.seedsAsNews, now: now(), log });
    const { allowPrivateNetworks, pollSources } = config;
    const intake =
      does('intake') && pollSources
        ? await openIntake({ db, log, now, allowPrivateNetworks, operatorChatId, projectFolder: PROJECT_FOLDER })
        : null;
    if (intake) closing.push(() => intake.close());

    const writer = does('planner') && config.model ? openWriter({ db, ...config.model, log, now }) : null;
    if (writer) closing.push(() => writer.close());

    const pace = openPace({ db, token: telegram.token, rate: config.sendRate, log });
    const sender = does('sender')
      ? startSender({
          ...telegram,
          db,
          now,
          log,
          pace,
          paidBroadcast,
          operatorChatId,
          inFlight: config.sendsInFlight,
          holder: randomUUID(),
        })
      : null;
    if (sender) closing.push(() => sender.stop());
    // A sender elsewhere looks into the outbox by itself.
    const wake = () => sender?.wake();

    const { close: closeClient, ...client } = clientOptions({
      apiRoot: telegram.apiRoot,
      connections: REPLIES_AT_ONCE,
    });
    closing.push(async () => closeClient());
    const transformer = pacedReplies({ pace, paidBroadcast, keepPause: pauseKeeper({ db, now, log }) });
    const pages = openPageReader({ db, allowPrivateNetworks, now });
    closing.push(() => pages.close());
    const bot = createBot({
      token: telegram.token,
      client,
      transformer,
      db,
      now,
      log,
      enqueue,
      wake,
      pages,
      keepDays,
      operatorChatId,
    });
    const updates = does('bot')
      ? await startUpdates({ bot, db, log, now, webhook: config.webhook, operatorChatId })
      : null;
    if (updates) closing.push(() => updates.stop());

    const watch = (operator: number): Watch => ({
      db,
      now: now(),
      operatorChatId: operator,
      lease: senderLease(telegram.token),
      rate: config.sendRate,
      sender,
      polls: pollSources,
      tell: (html) => bot.api.sendMessage(operator, html, { parse_mode: 'HTML' }),
    });
    /** Nothing is planned while the operator has stopped everything. */
    const planning = (run: () => Promise<unknown>) => unlessHalted(db, run);
    const ticks = startTicks(
      [
        ...(intake ? [{ ...everyFewSeconds('poll', 10, () => intake.poll()), lateAfterMs: ROUND_STUCK_MS }] : []),
        ...(does('intake')
          ? [everyFewSeconds('place', 5, () => placeNewArticles(db, { now: now(), onFailure: logFailure(log) }))]
          : []),
        ...(does('sender')
          ? [
              everyFewSeconds('correct', 5, () => runCorrections({ db, api: bot.api, now: now(), pace })),
              everyFewSeconds('recall', 5, () => runRecalls({ db, now: now() })),
            ]
          : []),
        ...(does('planner')
          ? [
              everyFewSeconds(
                'plan',
                2,
                planning(() => planDueDigests({ db, now: now(), enqueue }).then(wake)),
              ),
              everyFewSeconds(
                'editions',
                2,
                planning(async () => {
                  await planDueEditions({ db, now: now(), enqueue });
                  if ((await settleDueDrafts({ db, now: now(), enqueue })) > 0) wake();
                }),
              ),
              everyFewSeconds(
                'urgent',
                10,
                planning(async () => {
                  await planUrgentDigests({ db, now: now(), enqueue });
                  await offerBreaking({ db, now: now() });
                  wake();
                }),
              ),
              { name: 'sources', when: '45 * * * * *', run: () => tellDesksOfDeadSources({ db, now: now() }) },
              ...(writer
                ? [
                    { name: 'prepare', when: '30 * * * * *', run: () => prepareWriteUps({ db, now: now() }) },
                    { name: 'write', when: '*/2 * * * * *', run: () => writer.work() },
                  ]
                : []),
              ...(operatorChatId === null
                ? []
                : [{ name: 'watch', when: '15 * * * * *', run: () => raiseAlerts(watch(operatorChatId)) }]),
              { name: 'prune', when: '0 17 * * * *', run: () => prune({ db, now: now(), keepDays }) },
            ]
          : []),
      ],
      log,
    );
    // Side by side: each has eight seconds for what is under way, and the whole has ten.
    closing.push(() =>
      Promise.all([intake?.close(), pages.close(), writer?.close(), ticks.stop(), updates?.stop(), sender?.stop()]),
    );

    const server = config.http
      ? await startServer({
          ...config.http,
          log,
          checks: checksOf({
            db,
            lease: senderLease(telegram.token),
            sender,
            ticks,
            polls: intake ? { since: now(), now } : null,
          }),
          measure: () => measure({ db, now: now(), sender }),
          webhook: updates?.webhook ?? null,
        })
      : null;
    if (server) closing.push(() => server.close());
    await updates?.listen();
    return {
      page: sandbox?.url ?? null,
      health: server?.url ?? null,
      ended: updates?.ended ?? new Promise(() => {}),
      stop: () => closeAll(closing),
    };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

function everyFewSeconds(name: string, seconds: number, run: () => Promise<unknown>): Tick {
  return { name, when: `*/${seconds} * * * * *`, run, lateAfterMs: STUCK_MS };
}

/** The sandbox knows nothing of our settings: what to set is said here. */
async function openSandbox(port: number): Promise<Sandbox> {
  // Of no use beside Telegram, and a part of the time that a start takes.
  const { SandboxError, startSandbox } = await import('./sandbox/server.js');
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
  // To read them again takes a part of every start.
  if ((await storedSeeds(db)) >= files.length) return;
  for (const result of await ingestFiles(db, { files, from: 'seed', asNews, now })) {
    if (result.outcome === 'refused') log.warn({ file: result.file, why: result.why }, 'a seed article was refused');
  }
  await placeNewArticles(db, { now, onFailure: logFailure(log) });
}

function logFailure(log: Log): (failure: PlacingFailure) => void {
  return ({ articleId, error: err }) =>
    log.error({ article: articleId, err }, 'an article could not be placed; it waits');
}
