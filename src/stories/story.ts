import type { TextLanguage, TopicScore } from '../vocabulary.js';
import type { ArticleDescription } from './describe.js';
import { rankOf } from './rank.js';
import { resemblance } from './sketch.js';

/** What one article adds to its story; plain JSON, stored with the article's join. */
export interface ArticleReport {
  articleId: number;
  sourceId: number;
  publisher: string;
  /** Of its source. */
  weight: number;
  title: string;
  language: TextLanguage;
  /** Empty for what no digest shows. */
  topics: TopicScore[];
  isNews: boolean;
  /** Milliseconds since 1970: when it was published, or accepted where that is unknown; and when it was accepted. */
  publishedAt: number;
  acceptedAt: number;
  /** It told new facts, hours after the others. */
  isUpdate: boolean;
  /** The same text as another publisher's before it. */
  isCopy: boolean;
}

/** What its articles make a story. */
export interface StoryFields {
  headline: string;
  /** Ukrainian where one of its articles is, else its first article's. */
  language: TextLanguage;
  firstSeenAt: Date;
  lastSeenAt: Date;
  newsAt: Date | null;
  updatedAt: Date | null;
  topics: TopicScore[];
  articleCount: number;
  sourceIds: number[];
  sourceCount: number;
  rank: number;
}

/** A topic that fewer articles speak for is left out. */
const LEAST_TOPIC = 0.15;

/** Makes a story of the articles that tell it; of one at least. */
export function storyOf(reports: readonly ArticleReport[]): StoryFields {
  const ordered = [...reports].sort((a, b) => a.publishedAt - b.publishedAt || a.articleId - b.articleId);
  const [first] = ordered;
  if (!first) throw new Error('A story is told by one article at least.');
  const topics = sharedTopics(ordered);
  const sourceIds = [...new Set(ordered.map(({ sourceId }) => sourceId))];
  return {
    headline: headlineOf(ordered),
    language: ordered.some(({ language }) => language === 'uk') ? 'uk' : first.language,
    firstSeenAt: new Date(first.publishedAt),
    lastSeenAt: new Date(ordered.at(-1)!.publishedAt),
    newsAt: newest(ordered.filter(({ isNews }) => isNews)),
    updatedAt: newest(ordered.filter(({ isNews, isUpdate }) => isNews && isUpdate)),
    topics,
    articleCount: ordered.length,
    sourceIds,
    sourceCount: sourceIds.length,
    rank: rankOf({
      topics,
      reports: ordered.map(({ publisher, publishedAt, weight, isCopy }) => ({
        publisher,
        weight,
        isCopy,
        at: new Date(publishedAt),
      })),
    }),
  };
}

function newest(reports: readonly ArticleReport[]): Date | null {
  return reports.length === 0 ? null : new Date(Math.max(...reports.map(({ acceptedAt }) => acceptedAt)));
}

/** The mean of what its Ukrainian articles speak for, or all where none is; one odd article decides nothing. */
function sharedTopics(reports: readonly ArticleReport[]): TopicScore[] {
  const ukrainian = reports.filter(({ language }) => language === 'uk');
  const told = ukrainian.length > 0 ? ukrainian : reports;
  const sums = new Map<TopicScore['topic'], number>();
  for (const { topics } of told) {
    for (const { topic, score } of topics) sums.set(topic, (sums.get(topic) ?? 0) + score);
  }
  return [...sums]
    .map(([topic, sum]) => ({ topic, score: Math.round((sum / told.length) * 1000) / 1000 }))
    .filter(({ score }) => score >= LEAST_TOPIC)
    .sort((a, b) => b.score - a.score);
}

/** The plainest headline, in Ukrainian where there is one; of equals that of the newest update, else the earliest. */
function headlineOf(reports: readonly ArticleReport[]): string {
  const ukrainian = reports.filter(({ language }) => language === 'uk');
  const updates = ukrainian.filter(({ isUpdate }) => isUpdate);
  const eligible = updates.length > 0 ? updates.slice(-1) : ukrainian.length > 0 ? ukrainian : reports;
  const [best] = eligible
    .map((report, place) => ({ report, place, plainness: plainness(report.title) * report.weight }))
    .sort((a, b) => b.plainness - a.plainness || a.place - b.place);
  return best!.report.title;
}

const TEASING =
  /[?!…]|\.\.\.|(?<!\p{L})(?:шок|сенсаці|неймовірн|ось (?:чому|що|як)|стало відомо|назвали причину|розкрили|такого ще не|ви не повірите|подробиці|деталі|що відомо|фото|відео|оновлено|оновлюється|наживо|ексклюзив|live)(?!\p{L}{4})/iu;
const SHORT = 30;
const LONG = 120;

/** 1 for a headline that says what happened; less for one that teases, shouts, or says too little or too much. */
function plainness(title: string): number {
  let plain = 1;
  if (TEASING.test(title)) plain -= 0.4;
  if (/\p{Lu}{5,}\s+\p{Lu}{4,}/u.test(title)) plain -= 0.3;
  if (title.length < SHORT || title.length > LONG) plain -= 0.2;
  return plain;
}

/** Is this text another publisher's, word for word? */
export function isCopyOf(description: ArticleDescription, others: readonly ArticleDescription[]): boolean {
  return others.some(
    (other) => other.publisher !== description.publisher && resemblance(description.sketch, other.sketch) >= COPY,
  );
}

const COPY = 0.7;
