import type { Database } from '../../db/connect.js';
import { metrics } from '../../telemetry/metrics.js';
import { isRecent, OPERATOR_SOURCE } from '../ingest.js';
import { barredAmong } from '../publisher/store.js';
import { acceptArticle } from '../store/accept.js';
import { ensureSource, type NewSource } from '../store.js';
import type { SentArticle } from './sent.js';
import { articlesOfSource, closeSubmission, type Submission } from './store.js';

/** In whose name an article is added: the operator's, or that of the desk of a channel (its Telegram id). */
export type Sender = { kind: 'operator' } | { kind: 'desk'; channel: { telegramId: number; title: string } };

/** What came of the word «add». */
export type Added =
  | { outcome: 'added' | 'known'; title: string }
  /** It was added or dropped before. */
  | { outcome: 'closed' }
  /** Its publisher wished not to be told of. */
  | { outcome: 'barred' }
  /** The operator takes nothing more from this desk. */
  | { outcome: 'paused' }
  /** The desk has added as many as it may in a day. */
  | { outcome: 'too-many' };

/** Articles that a desk may add in 24 hours. */
export const MOST_A_DAY = 30;
const DAY_MS = 86_400_000;
/** What a desk or a channel says weighs less than what a publisher says, until others say it too. */
export const UNCHECKED_WEIGHT = 0.5;

/**
 * The article as it may stand under the sender's name. The operator is believed; of a desk, a text that nobody can check
 * counts as the desk's own word: under its channel's name and without another's address.
 */
export function inTheNameOf(sender: Sender, article: SentArticle, isChecked: boolean): SentArticle {
  return sender.kind === 'operator' || isChecked ? article : { ...article, publisher: sender.channel.title, url: null };
}

/** Makes what was sent an article, once. */
export async function addSubmission(
  db: Database,
  options: { submission: Submission; sender: Sender; now: Date },
): Promise<Added> {
  const { submission, sender, now } = options;
  const { article } = submission;
  if (article === null) return { outcome: 'closed' };
  return db.transaction(async (tx) => {
    if ((await barredAmong(tx, [article])).size > 0) return { outcome: 'barred' };
    const source = await ensureSource(tx, sourceOf(sender));
    if (source.pausedAt !== null) return { outcome: 'paused' };
    const since = new Date(now.getTime() - DAY_MS);
    if (sender.kind === 'desk' && (await articlesOfSource(tx, { sourceId: source.id, since })) >= MOST_A_DAY)
      return { outcome: 'too-many' };
    if (!(await closeSubmission(tx, { id: submission.id, state: 'added' }))) return { outcome: 'closed' };
    const { image, ...rest } = article;
    const isNews = isRecent(article, now);
    const accepted = await acceptArticle(tx, { article: rest, sourceId: source.id, now, isNews, imageUrl: image });
    if (accepted === null) return { outcome: 'barred' };
    if (accepted.isNew) metrics.articles.inc({ from: 'person' });
    return { outcome: accepted.isNew ? 'added' : 'known', title: article.title };
  });
}

function sourceOf(sender: Sender): NewSource {
  if (sender.kind === 'operator') return OPERATOR_SOURCE;
  const { telegramId, title } = sender.channel;
  return { kind: 'person', url: `desk:${telegramId}`, title, weight: UNCHECKED_WEIGHT };
}
