import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createBot } from '../../src/bot/bot.js';
import type { BotServices } from '../../src/bot/context.js';
import { type Chat, chatById, findChat, preferencesOf, schedulesOf } from '../../src/chats/store.js';
import type { Database } from '../../src/db/connect.js';
import {
  articles,
  chats,
  conversationState,
  deliveries,
  deskSetups,
  digests,
  notices,
  stories,
  storyArticles,
  submissions,
  summaries,
} from '../../src/db/schema.js';
import { dispatchNotices } from '../../src/delivery/notices.js';
import { requestFor } from '../../src/delivery/request.js';
import { enqueue, nextDeliveries, payloadsOf } from '../../src/delivery/store.js';
import { clientOptions } from '../../src/delivery/telegram.js';
import { openPageReader, type PageReader } from '../../src/intake/people/pages.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { STARTING } from '../../src/sandbox/start-world.js';
import { silentLog } from '../../src/telemetry/log.js';
import { startUpdates, type Updates } from '../../src/updates.js';
import type { Topic } from '../../src/vocabulary.js';
import { useDatabase } from '../support/database.js';
import { type Person, type PersonOptions, person } from '../support/people.js';
import { insertStory, type StoryOptions } from '../support/stories.js';

/** Friday, 09:30 in Kyiv. */
export const NOW = new Date('2026-06-12T06:30:00Z');
export { STARTING };
/** The operator's chat. */
export const OPERATOR = 4_200;
/** How long a test waits for what the bot does by itself, at most. */
export const PATIENCE = { timeout: 10_000 };

/** What a test may have otherwise. */
type BotChange = Partial<Pick<BotServices, 'operatorChatId' | 'pages' | 'keepDays'>>;

/** A bot that listens to a sandbox of its own. Call at the top of a test file. */
export function useBot() {
  const database = useDatabase();
  const people: Person[] = [];
  let sandbox: Sandbox;
  let running: Updates;
  let bot: ReturnType<typeof createBot>;
  let clock = NOW;
  let delivering = Promise.resolve();
  let underWay = 0;
  let pages: PageReader;

  async function start(options: BotChange = {}): Promise<void> {
    bot = createBot({
      db: database.db,
      now: () => clock,
      log: silentLog(),
      token: sandbox.token,
      client: clientOptions({ apiRoot: sandbox.url, connections: 10 }),
      enqueue,
      wake: () => {
        delivering = delivering.then(deliver);
      },
      pages,
      keepDays: { digests: 180, journals: 365 },
      operatorChatId: OPERATOR,
      ...options,
    });
    const { handleUpdate } = bot;
    bot.handleUpdate = async (update) => {
      underWay++;
      await handleUpdate.call(bot, update).finally(() => underWay--);
    };
    running = await startUpdates({
      bot,
      db: database.db,
      log: silentLog(),
      now: () => clock,
      webhook: null,
      operatorChatId: OPERATOR,
    });
  }

  /** Plays the sender: whatever waits goes out at once. */
  async function deliver(): Promise<void> {
    const waiting = await nextDeliveries(database.db, { limit: 100, now: clock, among: 'all' });
    const payloads = await payloadsOf(
      database.db,
      waiting.map(({ payloadHash }) => payloadHash),
    );
    for (const { id, chatId, payloadHash, replyTo } of waiting) {
      const chat = chatId === null ? null : await chatById(database.db, chatId);
      const message = payloads.get(payloadHash);
      if (!chat || !message) continue;
      const request = requestFor({ deliveryId: id, message, form: 'html', replyTo, to: chat, paid: false });
      const sent = await bot.api.raw.sendMessage(request);
      const outcome = { state: 'sent', messageId: sent.message_id, sentAt: clock } as const;
      await database.db.update(deliveries).set(outcome).where(eq(deliveries.id, id));
    }
    // A part comes when the one before it is decided.
    if (waiting.length > 0) await deliver();
  }

  /** Settles when all that was said and pressed is answered. */
  async function settled(): Promise<void> {
    while (underWay > 0) await sleep(5);
    await delivering;
  }

  beforeAll(async () => {
    sandbox = await startSandbox();
    // The pages that tests serve lie on this machine.
    pages = openPageReader({ db: database.db, allowPrivateNetworks: true, now: () => clock, interval: 0 });
    await start();
  });
  beforeEach(async () => {
    for (const one of people.splice(0)) one.close();
    // What the test before did not wait for must not answer into this one.
    await settled();
    clock = NOW;
    // Who did much in one test must not be slowed for it in the next.
    await running.stop();
    await start();
    await fetch(`${sandbox.url}/sandbox/reset`, { method: 'POST' });
    await database.db.delete(chats);
    await database.db.delete(conversationState);
    await database.db.delete(deskSetups);
    await database.db.delete(notices);
    await database.db.delete(submissions);
    await forgetStories(database.db);
  });
  afterAll(async () => {
    for (const one of people) one.close();
    await running?.stop();
    await delivering;
    await sandbox?.close();
    await pages?.close();
  });

  return {
    get db(): Database {
      return database.db;
    },
    get sandbox(): Sandbox {
      return sandbox;
    },
    get running(): Updates {
      return running;
    },
    /** Ends the bot and starts another, as after a restart of the program with other settings. */
    async restart(options: BotChange = {}): Promise<void> {
      await running.stop();
      await start(options);
    },
    person(options?: PersonOptions): Person {
      const one = person(sandbox, options);
      people.push(one);
      return one;
    },
    async chat(telegramId: number = STARTING.olena, threadId = 0): Promise<Chat> {
      const chat = await findChat(database.db, { telegramId, threadId });
      if (!chat) throw new Error(`The bot knows no chat ${telegramId}.`);
      return chat;
    },
    async preferences(telegramId?: number) {
      return preferencesOf(database.db, (await this.chat(telegramId)).id);
    },
    async schedules(telegramId?: number) {
      return schedulesOf(database.db, (await this.chat(telegramId)).id);
    },
    /** The bot's own way to Telegram. */
    get api() {
      return bot.api;
    },
    now: () => clock,
    /** Makes messages of the notices that were written. */
    tell: () => dispatchNotices(database.db, { now: clock, log: silentLog() }),
    /** Lets what waits go out. */
    deliver: async () => {
      delivering = delivering.then(deliver);
      await delivering;
    },
    settled,
    /** Settles when what waited has gone out. */
    delivered: () => delivering,
    /** What was delivered counts as sent, as the sender writes down. */
    async sent(): Promise<void> {
      await delivering;
      await database.db.update(digests).set({ state: 'sent' });
    },
    /** Every story and article is gone, as after they were kept long enough. */
    forgetStories: () => forgetStories(database.db),
    /** Time goes on. */
    later(milliseconds: number): void {
      clock = new Date(clock.getTime() + milliseconds);
    },
    addStory: (
      headline: string,
      topic: Topic,
      at = new Date(NOW.getTime() - 3_600_000),
      more: Pick<StoryOptions, 'touches' | 'language' | 'rank' | 'publishers'> = {},
    ) => insertStory(database.db, { headline, topic, at, ...more }),
    /** The bot's calls of a method in this test, those for one chat where it is named. */
    async calls(method: string, chatId?: number): Promise<{ ok: boolean }[]> {
      const among = chatId === undefined ? '' : `&chat_id=${chatId}`;
      const response = await fetch(`${sandbox.url}/sandbox/record?method=${method}${among}&limit=1000`);
      return ((await response.json()) as { result: { ok: boolean }[] }).result;
    },
    /** What people are to be told without having asked. */
    notices: () => database.db.select().from(notices),
    /** Orders a fault of the Bot API. */
    async fault(order: Record<string, unknown>): Promise<void> {
      const response = await fetch(`${sandbox.url}/sandbox/faults`, { method: 'POST', body: JSON.stringify(order) });
      if (!response.ok) throw new Error(await response.text());
    },
  };
}

async function forgetStories(db: Database): Promise<void> {
  await db.delete(summaries);
  await db.delete(storyArticles);
  await db.delete(stories);
  await db.delete(articles);
}

/** The labels of the inline buttons under a message, row by row in one list. */
export function labels(message: { reply_markup?: { inline_keyboard?: { text: string }[][] } }): string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}
