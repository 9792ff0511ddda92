import { and, eq, min, sql } from 'drizzle-orm';
import { anyOf, arrayOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { prepared } from '../../db/prepared.js';
import { chats } from '../../db/schema.js';
import { askedTogether } from '../../db/together.js';
import type { InterfaceLanguage } from '../../vocabulary.js';

/** A private chat, group, forum topic or channel that receives. */
export type Chat = typeof chats.$inferSelect;
export type ChatState = Chat['state'];

/** A chat as Telegram tells of it. */
export interface ChatSeen {
  telegramId: number;
  /** The forum topic; left out, the chat itself. */
  threadId?: number;
  kind: Chat['kind'];
  title: string;
  username?: string | null;
  /** Taken at the first meeting only: later it is the chat's own setting. */
  language?: InterfaceLanguage;
  /** The Telegram user who set the chat up. */
  setUpBy?: number;
}

/** Writes a chat down, or renews its title; one that was gone (blocked, kicked) is active again, its settings kept. */
export async function registerChat(db: Database, seen: ChatSeen, now: Date): Promise<Chat> {
  const revived = sql`${chats.state} = 'gone'`;
  const [chat] = await db
    .insert(chats)
    .values({ ...seen, threadId: seen.threadId ?? 0, stateSince: now, createdAt: now, lastLookedAt: null })
    .onConflictDoUpdate({
      target: [chats.telegramId, chats.threadId],
      set: {
        kind: seen.kind,
        title: seen.title,
        ...(seen.username === undefined ? {} : { username: seen.username }),
        ...(seen.setUpBy === undefined ? {} : { setUpBy: sql`coalesce(${chats.setUpBy}, ${seen.setUpBy})` }),
        state: sql`case when ${revived} then 'active' else ${chats.state} end`,
        stateReason: sql`case when ${revived} then null else ${chats.stateReason} end`,
        stateSince: sql`case when ${revived} then ${now.toISOString()}::timestamptz else ${chats.stateSince} end`,
      },
    })
    .returning();
  if (!chat) throw new Error('An upsert of a chat returned no row.');
  return chat;
}

/** The chat of a Telegram id and forum topic, or `null`. */
export async function findChat(db: Database, place: { telegramId: number; threadId?: number }): Promise<Chat | null> {
  return (await chatAt(db, placeKey({ threadId: 0, ...place }))) ?? null;
}

/** A Telegram chat with all its forum topics, as far as they are known here. */
export async function chatsAt(db: Database, telegramId: number): Promise<Chat[]> {
  return db.select().from(chats).where(eq(chats.telegramId, telegramId)).orderBy(chats.threadId);
}

/** The chat of our own id, or `null`. */
export async function chatById(db: Database, chatId: number): Promise<Chat | null> {
  return (await chatOf(db, chatId)) ?? null;
}

const chatAt = askedTogether(async (db, keys: string[]) => {
  const places = keys.map((key) => key.split(':').map(Number) as [number, number]);
  const telegramIds = arrayOf(places.map(([telegramId]) => telegramId));
  const threadIds = arrayOf(places.map(([, threadId]) => threadId));
  return new Map((await chatsOfPlaces(db, { telegramIds, threadIds })).map((chat) => [placeKey(chat), chat]));
});
const chatOf = askedTogether(async (db, ids: number[]) => {
  return new Map((await chatsOfIds(db, { ids: arrayOf(ids) })).map((chat) => [chat.id, chat]));
});

const chatsOfPlaces = prepared((db) =>
  db
    .select()
    .from(chats)
    .where(
      sql`(${chats.telegramId}, ${chats.threadId}) in (
        select * from unnest(${sql.placeholder('telegramIds')}::bigint[], ${sql.placeholder('threadIds')}::int[]))`,
    )
    .prepare('chats_of_places'),
);
const chatsOfIds = prepared((db) =>
  db
    .select()
    .from(chats)
    .where(sql`${chats.id} = any(${sql.placeholder('ids')}::bigint[])`)
    .prepare('chats_of_ids'),
);

function placeKey({ telegramId, threadId }: { telegramId: number; threadId: number }): string {
  return `${telegramId}:${threadId}`;
}

/** What sending to a chat needs to know of it. */
export type Receiver = Pick<Chat, 'id' | 'telegramId' | 'threadId' | 'kind' | 'state' | 'stateReason' | 'silent'>;

/** The chats of our own ids, as a sender sees them, by id; those that are no more are missing. */
export async function receiversByIds(db: Database, chatIds: readonly number[]): Promise<Map<number, Receiver>> {
  if (chatIds.length === 0) return new Map();
  const { id, telegramId, threadId, kind, state, stateReason, silent } = chats;
  const rows = await db
    .select({ id, telegramId, threadId, kind, state, stateReason, silent })
    .from(chats)
    .where(anyOf(chats.id, chatIds));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Locks those of some chats that can be reached, until the end of the transaction. Gives their ids. */
export async function lockChats(tx: Database, chatIds: readonly number[]): Promise<Set<number>> {
  const locked = await tx
    .select({ id: chats.id })
    .from(chats)
    .where(and(anyOf(chats.id, chatIds), eq(chats.state, 'active')))
    .orderBy(chats.id)
    .for('no key update');
  return new Set(locked.map(({ id }) => id));
}

/** What of a chat its people may change. */
export type ChatChange = Partial<
  Pick<Chat, 'title' | 'username' | 'language' | 'zone' | 'silent' | 'setUpBy' | 'lastLookedAt'>
>;

/** Changes a chat's own settings. */
export async function updateChat(db: Database, chatId: number, change: ChatChange): Promise<void> {
  await db.update(chats).set(change).where(eq(chats.id, chatId));
}

/**
 * Sets what a chat can receive. `stateSince` moves only when the state does.
 * @returns whether the state changed: a notice about it is due once.
 */
export async function setChatState(
  db: Database,
  chatId: number,
  state: ChatState,
  reason: string | null,
  now: Date,
): Promise<boolean> {
  const changed = await db
    .update(chats)
    .set({ state, stateReason: reason, stateSince: now })
    .where(and(eq(chats.id, chatId), sql`${chats.state} <> ${state}`))
    .returning({ id: chats.id });
  return changed.length > 0;
}

/** Since when a Telegram chat, with any of its topics, is in a state; call it when one is. */
export async function stateSince(
  db: Database,
  { telegramId, state }: { telegramId: number; state: ChatState },
): Promise<Date> {
  const [row] = await db
    .select({ since: min(chats.stateSince) })
    .from(chats)
    .where(and(eq(chats.telegramId, telegramId), eq(chats.state, state)));
  if (!row?.since) throw new Error(`No chat of the Telegram id ${telegramId} is in the state ${state}.`);
  return row.since;
}
