import { randomUUID } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Chat, registerChat } from '../../src/chats/store.js';
import type { Database } from '../../src/db/connect.js';
import { deliveries, digests } from '../../src/db/schema.js';
import { openPace } from '../../src/delivery/budget.js';
import type { Pace } from '../../src/delivery/pace.js';
import { type Sender, type SenderOptions, startSender } from '../../src/delivery/sender.js';
import { enqueue, type Priority } from '../../src/delivery/store.js';
import type { StoryUpdate } from '../../src/digests/enqueue.js';
import { insertDigests } from '../../src/digests/store.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { silentLog } from '../../src/telemetry/log.js';
import type { Message } from '../../src/texts/message.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { type Caller, caller } from '../support/sandbox-calls.js';

/** A message as the rooms above make it. */
export const message = (html: string, buttons: Message['buttons'] = []): Message => ({ html, preview: null, buttons });

export type DeliveryRow = typeof deliveries.$inferSelect;

/** Everything that a test of the delivery room needs: a database, a Telegram, and senders that end with the test. */
export function useDelivery() {
  const database: TestDatabase = useDatabase();
  const senders: Sender[] = [];
  let sandbox: Sandbox;
  let telegram: Caller;
  let nextPerson = 1_000_000;
  let nextDigest = 1;

  beforeAll(async () => {
    sandbox = await startSandbox({ autoCreate: true });
    telegram = caller(sandbox);
  });
  afterEach(async () => {
    await Promise.all(senders.splice(0).map((sender) => sender.stop()));
    await telegram.control('POST /sandbox/reset', {});
    await database.db.execute(
      sql`truncate chats, notices, deliveries, send_pauses, leases, payloads, recalls restart identity cascade`,
    );
  });
  afterAll(async () => {
    await sandbox.close();
  });

  const pace = (rate = 1000): Pace => openPace({ db: database.db, token: sandbox.token, rate, log: silentLog() });

  return {
    database,
    get db(): Database {
      return database.db;
    },
    get sandbox() {
      return sandbox;
    },
    get telegram() {
      return telegram;
    },
    pace,

    start(options: Partial<SenderOptions> = {}): Sender {
      const sender = startSender({
        db: database.db,
        now: () => new Date(),
        token: sandbox.token,
        apiRoot: sandbox.url,
        pace: options.pace ?? pace(),
        log: silentLog(),
        inFlight: 10,
        holder: randomUUID(),
        ...options,
      });
      senders.push(sender);
      return sender;
    },

    /** A person who has started the bot; or, with `telegramId`, what that is. */
    chat(seen: Partial<Parameters<typeof registerChat>[1]> = {}): Promise<Chat> {
      const telegramId = seen.telegramId ?? nextPerson++;
      return registerChat(
        database.db,
        { telegramId, kind: 'private', title: `Chat ${telegramId}`, ...seen },
        new Date(),
      );
    },

    /** Plans a digest of these messages for a chat. Gives its id. */
    async digest(
      chat: Chat,
      parts: readonly (string | Message)[],
      options: {
        priority?: Priority;
        slotAt?: Date;
        expiresAt?: Date;
        now?: Date;
        updates?: readonly StoryUpdate[];
      } = {},
    ): Promise<number> {
      const { priority = 2, now = new Date(), updates = [] } = options;
      const key = `test:${nextDigest++}`;
      return database.db.transaction(async (tx) => {
        const ids = await insertDigests(tx, [
          {
            chatId: chat.id,
            kind: 'scheduled',
            key,
            slotAt: options.slotAt ?? now,
            windowFrom: now,
            windowUntil: now,
            storyIds: [],
            state: 'planned',
            createdAt: now,
            expiresAt: options.expiresAt ?? new Date(now.getTime() + 7_200_000),
          },
        ]);
        const digestId = ids.get(key);
        if (digestId === undefined) throw new Error('the digest was not written');
        const messages = parts.map((part) => (typeof part === 'string' ? message(part) : part));
        await enqueue(tx, [{ digestId, chatId: chat.id, parts: messages, updates, priority, now }]);
        return digestId;
      });
    },

    /** The deliveries of a digest, in order; or all there are. */
    rows(digestId?: number): Promise<DeliveryRow[]> {
      return database.db
        .select()
        .from(deliveries)
        .where(digestId === undefined ? undefined : eq(deliveries.digestId, digestId))
        .orderBy(deliveries.id);
    },

    async states(digestId?: number): Promise<string[]> {
      return (await this.rows(digestId)).map(({ state }) => state);
    },

    async digestState(digestId: number): Promise<{ state: string; reason: string | null }> {
      const [row] = await database.db.select().from(digests).where(eq(digests.id, digestId));
      if (!row) throw new Error(`digest ${digestId} does not exist`);
      return { state: row.state, reason: row.stateReason };
    },

    /** Waits until every delivery (of these digests) is decided. */
    async decided(...digestIds: number[]): Promise<void> {
      await until(async () => {
        const open = await database.db
          .select({ id: deliveries.id })
          .from(deliveries)
          .where(
            digestIds.length === 0
              ? inArray(deliveries.state, ['pending', 'sending', 'deferred'])
              : sql`${inArray(deliveries.digestId, digestIds)} and ${inArray(deliveries.state, ['pending', 'sending', 'deferred'])}`,
          );
        return open.length === 0;
      });
    },

    /** What Telegram's own book says was delivered: texts by chat, in order. */
    async received(chat: Chat): Promise<string[]> {
      const messages = await telegram.control(`GET /sandbox/messages?chat_id=${chat.telegramId}`);
      return messages.map((one: { text: string }) => one.text);
    },

    /** How often Telegram was asked to send something. */
    async asked(): Promise<number> {
      const counts = await telegram.control('GET /sandbox/record?count');
      return (counts.by_method.sendMessage?.ok ?? 0) + (counts.by_method.sendMessage?.refused ?? 0);
    },

    /** As if the holder of the lease had been silent for longer than he may. */
    async expireLeases(): Promise<void> {
      await database.db.execute(sql`update leases set until = now() - interval '1 second'`);
    },
  };
}

/** Asks again and again until it is so; a test that waits in vain ends by its own limit. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
