import type { Database } from '../../db/connect.js';
import { metrics } from '../../telemetry/metrics.js';
import { isRecent } from '../ingest.js';
import { STOPPED_BY_OPERATOR, setPaused } from '../sources/store.js';
import { acceptArticle, changeArticle } from '../store/accept.js';
import { ensureSource, type Source, type StoredArticle } from '../store.js';
import { UNCHECKED_WEIGHT } from './add.js';
import { articleOfPost, type ChannelPost } from './post.js';
import { articleByGuid, sourceNamed } from './store.js';

/** The source that a channel's posts are, by its Telegram id; `null` where nobody ever made it one. */
export function channelSource(db: Database, telegramId: number): Promise<Source | null> {
  return sourceNamed(db, nameOf(telegramId));
}

/**
 * Makes a channel's posts a source, or no longer one; the articles that came of them stay.
 * @returns `false` where the operator stopped the source: then only he lets it go on.
 */
export async function setChannelSource(
  db: Database,
  channel: { telegramId: number; title: string; username: string; isOn: boolean; now: Date },
): Promise<boolean> {
  const { telegramId, title, username, isOn, now } = channel;
  const source = await ensureSource(db, {
    kind: 'channel',
    url: nameOf(telegramId),
    title,
    siteUrl: `https://t.me/${username}`,
    weight: UNCHECKED_WEIGHT,
  });
  if (source.pausedReason === STOPPED_BY_OPERATOR) return false;
  await setPaused(db, source.id, isOn ? null : { reason: 'switched off in the channel’s settings', at: now });
  return true;
}

/** Stores a new post as an article, once. Throws `UnreadableArticleError` for one that says too little. */
export async function acceptPost(
  db: Database,
  { source, post, now }: { source: Source; post: ChannelPost; now: Date },
): Promise<void> {
  const article = articleOfPost(post);
  const guid = guidOf(post);
  const accepted = await acceptArticle(db, {
    article,
    sourceId: source.id,
    guid,
    now,
    isNews: isRecent(article, now),
  });
  if (accepted?.isNew) metrics.articles.inc({ from: 'channel' });
}

/**
 * Writes down what a post says since it was edited.
 * @returns the article as it is now; `null` where it is not stored, or says the same. Throws `UnreadableArticleError`.
 */
export async function changePost(
  tx: Database,
  { source, post }: { source: Source; post: ChannelPost },
): Promise<StoredArticle | null> {
  const known = await articleByGuid(tx, { sourceId: source.id, guid: guidOf(post) });
  return known === null ? null : changeArticle(tx, known, articleOfPost(post));
}

function nameOf(telegramId: number): string {
  return `channel:${telegramId}`;
}

function guidOf({ messageId }: ChannelPost): string {
  return `post:${messageId}`;
}
