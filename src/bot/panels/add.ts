import { speaks } from '../../digests/prepared.js';
import { linked } from '../../digests/render.js';
import { isRecent } from '../../intake/ingest.js';
import type { SentArticle } from '../../intake/people/sent.js';
import { sentences } from '../../language/sentences.js';
import { escapeHtml } from '../../texts/html.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import type { InterfaceLanguage, TopicScore } from '../../vocabulary.js';
import { type Panel, type PanelPlace, pressButton } from './panel.js';

/** What is shown of an article before it is added. */
export interface Preview {
  submissionId: number;
  article: SentArticle;
  headline: string;
  /** As readers would see it; empty where no digest shows this article by itself. */
  summary: string;
  topics: readonly TopicScore[];
  /** The headline of the story that it would join; `null`: it would start one. */
  story: string | null;
  /** The operator took that story down. */
  isTakenDown: boolean;
  /** The story has this very text already. */
  isCopy: boolean;
}

/** The beginning of an article that has no summary, UTF-16 units. */
const LONGEST_BEGINNING = 280;

/** An article as readers would see it, where it would count, and whether to add it. */
export function previewPanel(place: PanelPlace, preview: Preview, now: Date): Panel {
  const { language } = place.chat;
  const { article, submissionId } = preview;
  const summary = preview.summary === '' ? beginningOf(article.text) : preview.summary;
  return {
    html: [
      `<b>${linked(preview.headline, article.url)}</b>\n${originOf(place, article, now)}`,
      ...(summary === '' ? [] : [escapeHtml(summary)]),
      [...topicLine(language, preview), ...countsAs(language, preview, now)].join('\n'),
    ].join('\n\n'),
    buttons: [
      [
        pressButton(text(language, 'add-button-yes'), place, 'a', 'yes', submissionId.toString(36)),
        pressButton(text(language, 'add-button-no'), place, 'a', 'no', submissionId.toString(36)),
      ],
    ],
  };
}

function originOf({ chat }: PanelPlace, { publisher, publishedAt }: SentArticle, now: Date): string {
  const when =
    publishedAt === null
      ? text(chat.language, 'add-undated')
      : momentInWords(chat.language, { at: publishedAt, now, zone: chat.zone });
  return escapeHtml([publisher ?? text(chat.language, 'add-no-publisher'), when].join(' · '));
}

function topicLine(language: InterfaceLanguage, { topics }: Preview): string[] {
  const names = topics.filter(speaks).map(({ topic }) => text(language, `topic-${topic}`));
  return names.length === 0 ? [] : [text(language, 'add-topics', { count: names.length, topics: names.join(', ') })];
}

/** What becomes of it once it is added. */
function countsAs(language: InterfaceLanguage, preview: Preview, now: Date): string[] {
  const { article, story, isCopy, topics } = preview;
  if (preview.isTakenDown) return [text(language, 'add-taken-down')];
  const place =
    story === null
      ? text(language, 'add-starts')
      : text(language, isCopy ? 'add-copy' : 'add-joins', { headline: escapeHtml(story) });
  if (article.language !== 'uk') return [place, text(language, 'add-foreign')];
  if (topics.length === 0) return [place, text(language, 'add-no-topics')];
  return isRecent(article, now) ? [place] : [place, text(language, 'add-old')];
}

/** Whole sentences from the beginning of a text, as many as there is room for. */
function beginningOf(whole: string): string {
  let shown = '';
  for (const sentence of sentences(whole.slice(0, 2 * LONGEST_BEGINNING))) {
    if (shown.length + sentence.length > LONGEST_BEGINNING) break;
    shown = shown === '' ? sentence : `${shown} ${sentence}`;
  }
  return shown === '' ? whole.slice(0, LONGEST_BEGINNING) : shown;
}
