import type { Chat } from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import { figuresOfDigests } from '../../delivery/store.js';
import { digestsOfChat } from '../../digests/store.js';
import { publishersOfStories, storiesByIds } from '../../stories/store.js';
import { lastDays, type Report, reportOf } from './figures.js';

/** For how many days a report is made. */
export const PERIODS = { week: 7, month: 30 } as const;
export type Period = keyof typeof PERIODS;

const DAY_MS = 86_400_000;

/** A chat's report for a period that ends today. */
export async function gatherReport(
  db: Database,
  { chat, period, now }: { chat: Chat; period: Period; now: Date },
): Promise<Report> {
  const days = PERIODS[period];
  const { zone } = chat;
  // A day more, since the period begins at a midnight of the chat's.
  const digests = await digestsOfChat(db, { chatId: chat.id, since: new Date(now.getTime() - (days + 1) * DAY_MS) });
  const storyIds = [...new Set(digests.flatMap((digest) => digest.storyIds))];
  const [deliveries, stories, publishers] = await Promise.all([
    figuresOfDigests(
      db,
      digests.map(({ id }) => id),
    ),
    storiesByIds(db, storyIds),
    publishersOfStories(db, storyIds),
  ]);
  return reportOf(
    {
      digests,
      deliveries,
      stories: new Map(stories.map((story) => [story.id, story])),
      publishers,
    },
    { days: lastDays(now, { days, zone }), zone },
  );
}
