import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { arrayOf, texts } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { prepared } from '../../db/prepared.js';
import { chats, preferences } from '../../db/schema.js';
import { askedTogether } from '../../db/together.js';
import { TOPICS, type Topic } from '../../vocabulary.js';
import type { Chat } from './chats.js';

/** What a chat wants to read. */
export type Preferences = Omit<typeof preferences.$inferSelect, 'chatId'>;

const TOPIC = sql`${sql.placeholder('topic')}::text`;

/** What a chat gets until it says otherwise: every topic, ten stories, normal summaries. */
export const DEFAULT_PREFERENCES: Preferences = {
  topics: [],
  topicCaps: {},
  followedWords: [],
  mutedWords: [],
  mutedSourceIds: [],
  onlySourceIds: null,
  length: 'normal',
  form: 'full',
  maxStories: 10,
  maxMinutes: null,
  urgentWords: [],
  urgentPerDay: 3,
  quietFrom: null,
  quietUntil: null,
};

/** A chat's preferences; the defaults where it set none. */
export async function preferencesOf(db: Database, chatId: number): Promise<Preferences> {
  return (await preferencesByChat(db, chatId)) ?? DEFAULT_PREFERENCES;
}

const preferencesByChat = askedTogether(async (db, chatIds: number[]) => {
  const rows = await preferencesRows(db, { chatIds: arrayOf(chatIds) });
  return new Map(rows.map(({ chatId, ...rest }): [number, Preferences] => [chatId, rest]));
});

const preferencesRows = prepared((db) =>
  db
    .select()
    .from(preferences)
    .where(sql`${preferences.chatId} = any(${sql.placeholder('chatIds')}::bigint[])`)
    .prepare('preferences_rows'),
);

/** The chats that can be reached and want some of their words at once. */
export async function chatsWithUrgentWords(db: Database): Promise<{ chat: Chat; preferences: Preferences }[]> {
  const rows = await db
    .select()
    .from(preferences)
    .innerJoin(chats, eq(chats.id, preferences.chatId))
    .where(and(sql`${preferences.urgentWords} <> '{}'`, eq(chats.state, 'active')));
  return rows.map(({ chats: chat, preferences: { chatId: _, ...rest } }) => ({ chat, preferences: rest }));
}

/** Changes some of a chat's preferences, the others kept; gives all of them. */
export async function savePreferences(
  db: Database,
  chatId: number,
  change: Partial<Preferences>,
): Promise<Preferences> {
  if (Object.keys(change).length === 0) return preferencesOf(db, chatId);
  const [row] = await db
    .insert(preferences)
    .values({ chatId, ...change })
    .onConflictDoUpdate({ target: preferences.chatId, set: change })
    .returning();
  if (!row) throw new Error('An upsert of preferences returned no row.');
  const { chatId: _, ...rest } = row;
  return rest;
}

/**
 * Adds a topic, or takes it away, in one statement: of two taps at once neither is lost, and one that asks for what is so
 * already changes nothing. A new topic takes its usual place, so that readers of the same topics read the same digest;
 * where the chat made an order of its own, the last.
 * @returns the topics chosen now.
 */
export async function setTopic(
  db: Database,
  chatId: number,
  { topic, isOn }: { topic: Topic; isOn: boolean },
): Promise<Topic[]> {
  const [row] = await (isOn ? topicAdded : topicRemoved)(db, { chatId, topic });
  return row?.topics ?? [];
}

const topicAdded = prepared((db) => {
  const longer = sql`array_append(${preferences.topics}, ${TOPIC})`;
  const withIt = sql`case
    when ${TOPIC} = any(${preferences.topics}) then ${preferences.topics}
    when ${preferences.topics} = ${inUsualOrder(preferences.topics)} then ${inUsualOrder(longer)}
    else ${longer} end`;
  return topicsSet(db, { first: sql`array[${TOPIC}]`, topics: withIt }).prepare('topic_added');
});

const topicRemoved = prepared((db) =>
  topicsSet(db, { first: [], topics: sql`array_remove(${preferences.topics}, ${TOPIC})` }).prepare('topic_removed'),
);

/** `first`: of a chat that has no preferences yet. */
function topicsSet(db: Database, { first, topics }: { first: SQL | []; topics: SQL }) {
  return db
    .insert(preferences)
    .values({ chatId: sql.placeholder('chatId'), topics: first })
    .onConflictDoUpdate({ target: preferences.chatId, set: { topics } })
    .returning({ topics: preferences.topics });
}

function inUsualOrder(topics: SQLWrapper) {
  return sql`array(
    select name from unnest(${texts(TOPICS)}) with ordinality as usual (name, place)
    where name = any(${topics}) order by place)`;
}
