import {
  createEdition,
  type EditionPlace,
  editionById,
  openDesk,
  registerChat,
  resumeSchedules,
  saveSchedule,
} from '../../src/chats/store.js';
import type { Database } from '../../src/db/connect.js';
import { sources } from '../../src/db/schema.js';
import { TOPICS } from '../../src/vocabulary.js';
import { addStory } from '../../test/digests/support.js';
import type { Caller } from '../../test/support/sandbox-calls.js';

/** Monday, 5 January 2026: the whole month of it Kyiv is two hours ahead of UTC. */
const FIRST_DAY = Date.UTC(2026, 0, 5);
const KYIV_AHEAD_MS = 2 * 3_600_000;
const DAY_MS = 86_400_000;
/** Wall times in Kyiv at which every digest comes. */
export const TIMES = ['08:00', '13:00', '19:00'] as const;
/** One place in so many is a group: only groups move and have topics. One in so many tells each story in a post. */
const GROUP_IN = 5;
const EACH_IN = 10;
const FIRST_OWNER = 1_000_000;

/** A channel or group of the month, with the desk that runs it. */
export interface Town {
  places: Place[];
}

export interface Place {
  edition: EditionPlace;
  ownerId: number;
  isGroup: boolean;
  /** What Telegram knows it by now. */
  telegramId: number;
  /** The moments at which its digests are promised, ms, reckoned without the program's calendar. */
  slots: number[];
}

/** Makes channels and groups in the sandbox and their desks here; four in ten approve, half of those skip without an answer. */
export async function settleTown(
  db: Database,
  { telegram, channels, days }: { telegram: Caller; channels: number; days: number },
): Promise<Town> {
  const now = new Date(FIRST_DAY - KYIV_AHEAD_MS);
  const places: Place[] = [];
  for (let n = 0; n < channels; n++) {
    const isGroup = n % GROUP_IN === 0;
    const telegramId = await openRoom(telegram, { isGroup, title: `Місце ${n}` });
    const ownerId = FIRST_OWNER + n;
    const seen = { telegramId, kind: isGroup ? 'group' : 'channel', title: `Місце ${n}` } as const;
    const chat = await registerChat(db, seen, now);
    const desk = await openDesk(db, { chatId: chat.id, name: seen.title, ownerId }, now);
    const times = [...TIMES];
    const made = await createEdition(
      db,
      {
        desk,
        count: 0,
        values: {
          name: `Видання ${n}`,
          topics: [0, 4, 7].map((step) => TOPICS[(n + step) % TOPICS.length]!),
          maxStories: 3,
          posts: n % EACH_IN === 3 ? 'each' : 'together',
          // By its first line a post says which slot it is of.
          template: { ...PLAIN, header: `№${n}: {date}, {time}` },
          launchedAt: now,
        },
        calendar: { times, weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'Europe/Kyiv' },
      },
      now,
    );
    if (!made) throw new Error('An edition was not made.');
    await resumeSchedules(db, chat.id, now);
    const isApproved = n % 10 < 4;
    const whenUnanswered = n % 2 === 0 ? 'publish' : 'skip';
    const approval = { mode: isApproved ? 'approval' : 'automatic', leadMinutes: 30, whenUnanswered } as const;
    await saveSchedule(db, { chatId: chat.id, id: made.schedule.id, ...approval }, now);
    const edition = await editionById(db, made.edition.id);
    if (!edition) throw new Error('An edition is gone.');
    const slots = Array.from({ length: days }, (_, day) => times.map((time) => momentOf(day, time))).flat();
    places.push({ edition, ownerId, isGroup, telegramId, slots });
  }
  return { places };
}

const PLAIN = {
  footer: null,
  signature: null,
  emoji: {},
  hashtags: false,
  order: ['header', 'stories', 'hashtags', 'footer', 'signature'] as (
    | 'header'
    | 'stories'
    | 'hashtags'
    | 'footer'
    | 'signature'
  )[],
};

/** A channel or group of the sandbox in which the bot may write; gives its Telegram id. */
export async function openRoom(
  telegram: Caller,
  { isGroup, title }: { isGroup: boolean; title: string },
): Promise<number> {
  const rights = { bot: 'administrator', can_post_messages: true, can_edit_messages: true };
  const order = { kind: 'create_chat', from: 100, type: isGroup ? 'supergroup' : 'channel', title, ...rights };
  return (await telegram.control('POST /sandbox/act', order)).id;
}

/** The moment of a wall time of a day of the month, ms. */
export function momentOf(day: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return FIRST_DAY - KYIV_AHEAD_MS + day * DAY_MS + (hours * 60 + minutes) * 60_000;
}

/** The news of a day, between six and nine in the evening, of all topics. */
export async function publishNews(db: Database, { day, stories }: { day: number; stories: number }): Promise<void> {
  await db
    .insert(sources)
    .values({ kind: 'feed', url: 'https://visnyk.example/rss', title: 'Вісник' })
    .onConflictDoNothing();
  const [from, until] = [momentOf(day, '05:00'), momentOf(day, '21:00')];
  for (let n = 0; n < stories; n++) {
    const at = new Date(from + ((until - from) * n) / stories);
    const topic = TOPICS[(n * 7 + day) % TOPICS.length]!;
    await addStory(db, `Подія ${n + 1} дня ${day + 1}: місто відкрило причал`, at, { topic });
  }
}
