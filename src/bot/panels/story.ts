import type { InlineKeyboardButton } from 'grammy/types';
import { storyCard } from '../../digests/card.js';
import type { FoundWords } from '../../digests/phrases.js';
import { speaks } from '../../digests/prepared.js';
import { linked } from '../../digests/render.js';
import type { JoinReason } from '../../stories/store.js';
import { escapeHtml } from '../../texts/html.js';
import type { TextId } from '../../texts/ids.js';
import { text } from '../../texts/texts.js';
import type { Topic, TopicScore } from '../../vocabulary.js';
import { shareUrl, storyLink } from '../links.js';
import { type ListCode, NO_LIST, type ReadStory, SAVED_LIST } from '../reading.js';
import { isSameInSomeForm } from '../words.js';
import { type Panel, type PanelPlace, pressButton, rowsOf, toggleLabel } from './panel.js';
import { tellingWords } from './telling-words.js';
import { wordMark } from './words.js';

/** Numbers in a row of buttons. */
const NUMBERS_A_ROW = 5;
/** Publishers and shared words that the panel of reasons names. */
const MOST_NAMED = 8;
/** A topic below this score may be another one. */
const UNSURE = 0.5;

/** Where a card was opened from. */
export interface CardOrigin {
  list: ListCode;
  /** The list's stories, in order. */
  storyIds: readonly number[];
  /** The bot's own name, for a link to the story. */
  username: string;
}

/** A list's headlines with a button a story. */
export function storiesPanel(
  place: PanelPlace,
  { list, stories }: { list: ListCode; stories: readonly { id: number; headline: string | null }[] },
): Panel {
  const { language } = place.chat;
  if (stories.length === 0) return { html: text(language, 'story-none-saved'), buttons: [] };
  const title = text(language, list === SAVED_LIST ? 'story-saved-title' : 'story-list-title');
  const lines = stories.map(
    ({ headline }, index) => `<b>${index + 1}.</b> ${escapeHtml(headline ?? text(language, 'story-foreign'))}`,
  );
  const label = (index: number) => (stories.length === 1 ? text(language, 'digest-button-more') : String(index + 1));
  const numbers = stories.map(({ id }, index) => storyButton(label(index), place, 'card', list, id));
  return { html: `<b>${title}</b>\n\n${lines.join('\n')}`, buttons: rowsOf(numbers, NUMBERS_A_ROW) };
}

/** One story whole, and all that can be done about it. */
export function cardPanel(place: PanelPlace, read: ReadStory, origin: CardOrigin): Panel {
  const { chat } = place;
  const { marks } = read;
  const button = (id: TextId, action: string) =>
    storyButton(text(chat.language, id), place, action, origin.list, read.story.id);
  const thumb = (label: string, kind: 'like' | 'dislike') =>
    storyButton(toggleLabel(label, marks.has(kind)), place, kind, origin.list, read.story.id);
  return {
    html: storyCard({ ...read, headline: shownHeadline(place, read) }, { ...chat, at: read.readAt }),
    buttons: [
      [
        thumb('👍', 'like'),
        thumb('👎', 'dislike'),
        marks.has('save') ? button('story-button-saved', 'unsave') : button('story-button-save', 'save'),
      ],
      [button('story-button-follow', 'follow'), shareButton(place, read, origin)],
      [button('story-button-why', 'why'), button('story-button-hide', 'hide')],
      [button('story-button-mistake', 'mistake')],
      ...turning(place, read.story.id, origin),
    ],
  };
}

/** Opens Telegram's choice of chats: a friend gets the headline, and the story by its link. */
function shareButton(place: PanelPlace, read: ReadStory, { username }: CardOrigin): InlineKeyboardButton {
  const url = shareUrl(storyLink(username, read.story.id), shownHeadline(place, read));
  return { text: text(place.chat.language, 'button-share'), url };
}

/** To the neighbours of a story in its list, and to the list. */
function turning(place: PanelPlace, storyId: number, { list, storyIds }: CardOrigin): InlineKeyboardButton[][] {
  if (list === NO_LIST || storyIds.length < 2) return [];
  const at = storyIds.indexOf(storyId);
  const [previous, next] = [storyIds[at - 1], storyIds[at + 1]];
  const label = text(place.chat.language, 'story-button-list');
  return [
    [
      ...(previous === undefined ? [] : [storyButton('←', place, 'card', list, previous)]),
      storyButton(label, place, 'list', list, storyId),
      ...(at < 0 || next === undefined ? [] : [storyButton('→', place, 'card', list, next)]),
    ],
  ];
}

/** Why a story was told: its topic, the words that are followed, who wrote of it, and why they are one story. */
export function whyPanel(
  place: PanelPlace,
  read: ReadStory,
  { list, joins, followed }: { list: ListCode; joins: readonly { reason: JoinReason }[]; followed: FoundWords },
): Panel {
  const { language } = place.chat;
  const { story, sources, preferences } = read;
  const [best] = story.topics.filter(({ topic }) => preferences.topics.includes(topic)).concat(story.topics);
  const kindOf = ({ topic, score }: TopicScore) =>
    preferences.topics.includes(topic) ? 'chosen' : score < UNSURE ? 'likely' : 'other';
  const shared = [...new Set(joins.flatMap(({ reason }) => ('shared' in reason ? reason.shared : [])))].slice(
    0,
    MOST_NAMED,
  );
  const isSameText = joins.some(({ reason }) => 'sameText' in reason && reason.sameText);
  const lines = [
    `<b>${text(language, 'story-why-title')}</b>`,
    escapeHtml(shownHeadline(place, read)),
    '',
    ...(best
      ? [text(language, 'story-why-topic', { topic: text(language, `topic-${best.topic}`), kind: kindOf(best) })]
      : []),
    ...followedLines(place, followed),
    text(language, 'story-why-sources', {
      count: story.articleCount,
      names: sources
        .slice(0, MOST_NAMED)
        .map(({ name, url }) => linked(name, url))
        .join(', '),
    }),
    ...(shared.length > 0 ? [text(language, 'story-why-shared', { words: escapeHtml(shared.join(', ')) })] : []),
    ...(isSameText ? [text(language, 'story-why-same-text')] : []),
  ];
  return { html: lines.join('\n'), buttons: [[backButton(place, list, read)]] };
}

/** The followed words that a story has, by where they stand: a reader looks for them there. */
function followedLines({ chat: { language } }: PanelPlace, { inHeadline, inText }: FoundWords): string[] {
  const parts = [
    ...(inHeadline.length > 0 ? [text(language, 'story-why-in-headline', { words: inHeadline.join(', ') })] : []),
    ...(inText.length > 0 ? [text(language, 'story-why-in-text', { words: inText.join(', ') })] : []),
  ];
  return parts.length === 0 ? [] : [text(language, 'story-why-words', { found: escapeHtml(parts.join('; ')) })];
}

/**
 * What of a story to follow, or not to be shown any more: its words, and to hide also its sources and those of its
 * topics that the chat reads.
 * @param options.hidden the topic that was hidden just now: another tap shows it again.
 */
export function tastePanel(
  place: PanelPlace,
  read: ReadStory,
  { list, kind, hidden }: { list: ListCode; kind: 'follow' | 'hide'; hidden: Topic | null },
): Panel {
  const { language } = place.chat;
  const { preferences, story, sources } = read;
  const id = story.id;
  const known = kind === 'follow' ? preferences.followedWords : preferences.mutedWords;
  const wordButtons = tellingWords(read.headline ?? '').map((word) => {
    const isOn = known.some((one) => isSameInSomeForm(one, word));
    return storyButton(toggleLabel(word, isOn), place, kind, list, id, 'w', wordMark(word));
  });
  const wide: InlineKeyboardButton[][] = [];
  if (kind === 'hide') {
    for (const { topic } of story.topics.filter(speaks)) {
      const isRead = preferences.topics.includes(topic);
      if (!isRead && topic !== hidden) continue;
      const label = text(language, 'story-hide-topic', { topic: text(language, `topic-${topic}`) });
      wide.push([storyButton(toggleLabel(label, !isRead), place, kind, list, id, 't', topic)]);
    }
    for (const source of sources.slice(0, 3)) {
      const label = text(language, 'story-hide-source', { name: source.name });
      const isHidden = preferences.mutedSourceIds.includes(source.id);
      wide.push([storyButton(toggleLabel(label, isHidden), place, kind, list, id, 's', source.id.toString(36))]);
    }
  }
  return {
    html: `<b>${text(language, `story-${kind}-title`)}</b>\n${escapeHtml(shownHeadline(place, read))}\n\n${text(language, `story-${kind}-hint`)}`,
    buttons: [...rowsOf(wordButtons, 3), ...wide, [backButton(place, list, read)]],
  };
}

function shownHeadline({ chat }: PanelPlace, { headline }: ReadStory): string {
  return headline ?? text(chat.language, 'story-foreign');
}

function backButton(place: PanelPlace, list: ListCode, { story }: ReadStory): InlineKeyboardButton {
  return storyButton(text(place.chat.language, 'button-back'), place, 'card', list, story.id);
}

function storyButton(
  label: string,
  place: PanelPlace,
  action: string,
  list: ListCode,
  storyId: number,
  ...more: readonly string[]
): InlineKeyboardButton {
  return pressButton(label, place, 'n', action, list, storyId.toString(36), ...more);
}
