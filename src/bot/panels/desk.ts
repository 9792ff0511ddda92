import type { InlineKeyboardButton } from 'grammy/types';
import { deskPressData } from '../../chats/desk-press.js';
import type { Edition, EditionPlace, Schedule } from '../../chats/store.js';
import { describeSchedule } from '../../digests/schedule.js';
import { escapeHtml } from '../../texts/html.js';
import type { TextId } from '../../texts/ids.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import { type InterfaceLanguage, TOPICS } from '../../vocabulary.js';
import type { DeskSeat } from '../desk-access.js';
import { type Panel, pressButton, rowsOf, toggleLabel } from './panel.js';
import { isPaused } from './schedule.js';

/** Whose panel it is: the chat for which the desk works, and the language in which its reader reads. */
export interface DeskView {
  chat: DeskSeat['chat'];
  language: InterfaceLanguage;
}

/** A button of a desk's panel. */
export function deskPressButton(
  { chat }: Pick<DeskView, 'chat'>,
  label: string,
  action: string,
  ...args: readonly (string | number)[]
): InlineKeyboardButton {
  return { text: label, callback_data: deskPressData(chat.id, action, ...args) };
}

/** A bold title with the name of the channel. */
export function deskTitle({ chat }: DeskView, title: string): string {
  return `<b>${escapeHtml(title)}</b> · ${escapeHtml(chat.title)}`;
}

/** A desk: what it publishes and when, and the way to each part. */
export function deskPanel(
  view: DeskView,
  {
    editions,
    isSource,
    isOwner,
    now,
  }: {
    editions: readonly { edition: Edition; schedule: Schedule }[];
    /** Are the channel's own posts a source? */
    isSource: boolean;
    isOwner: boolean;
    now: Date;
  },
): Panel {
  const { chat, language } = view;
  const said = (id: Extract<TextId, `desk-${string}`>) => text(language, id, { chat: escapeHtml(chat.title) });
  const lines = editions.map(
    ({ edition, schedule }) => `• <b>${escapeHtml(edition.name)}</b>: ${standingOf(view, { edition, schedule, now })}`,
  );
  return {
    html: [
      deskTitle(view, said('desk-title')),
      ...(chat.state === 'active' ? [] : [said(`desk-state-${chat.state}`)]),
      ...(lines.length === 0 ? [said('desk-no-editions')] : lines),
    ].join('\n'),
    buttons: [
      ...editions.map(({ edition }) => [deskPressButton(view, edition.name, 'edition', edition.id)]),
      ...(isOwner ? [[deskPressButton(view, said('desk-button-new'), 'new', editions.length)]] : []),
      [
        deskPressButton(view, said('desk-button-people'), 'people'),
        deskPressButton(view, said('desk-button-journal'), 'journal', 0),
      ],
      [pressButton(said('desk-button-report'), { chat, owner: 0 }, 'z', 'week')],
      ...(chat.kind === 'channel'
        ? [[pressButton(text(language, 'same-button-link'), { chat, owner: 0 }, 'r', 'link')]]
        : []),
      ...(isOwner && chat.kind === 'channel'
        ? [
            [
              pressButton(
                toggleLabel(text(language, 'channel-source'), isSource),
                { chat, owner: 0 },
                'e',
                isSource ? 'off' : 'on',
              ),
            ],
          ]
        : []),
    ],
  };
}

/** One edition: everything that it is, and a way to change each. */
export function editionPanel(
  view: DeskView,
  place: EditionPlace,
  { now, isOwner }: { now: Date; isOwner: boolean },
): Panel {
  const { language } = view;
  const { edition, schedule } = place;
  const button = (action: EditionAction) =>
    deskPressButton(view, text(language, `desk-button-${action}`), action, edition.id);
  const isOn = edition.launchedAt !== null && !isPaused(schedule, now);
  const way: EditionAction = edition.launchedAt === null ? 'launch' : isOn ? 'rest' : 'go';
  return {
    html: [
      deskTitle(view, edition.name),
      capitalised(standingOf(view, { edition, schedule, now })),
      '',
      ...linesOf(view, place),
    ].join('\n'),
    buttons: [
      ...(isOwner
        ? [
            [button('name'), button('topics')],
            [button('times'), button('days')],
            [button('look'), button('template')],
            [button('words'), button('sources')],
            [button('approval'), button('breaking')],
            [button('preview')],
          ]
        : [[button('preview')]]),
      ...(edition.launchedAt === null ? [] : [[button('hours'), button('posts')]]),
      ...(isOwner ? rowsOf([button(way), button('delete')], 2) : []),
      [deskPressButton(view, text(language, 'button-back'), 'open')],
    ],
  };
}

type EditionAction =
  | 'name'
  | 'topics'
  | 'times'
  | 'days'
  | 'look'
  | 'template'
  | 'words'
  | 'sources'
  | 'approval'
  | 'breaking'
  | 'preview'
  | 'hours'
  | 'posts'
  | 'launch'
  | 'rest'
  | 'go'
  | 'delete';

/** «щодня о 09:00, наступне — завтра о 09:00», or that it rests. */
function standingOf(
  { language }: DeskView,
  { edition, schedule, now }: { edition: Edition; schedule: Schedule; now: Date },
): string {
  const words = { schedule: describeSchedule(schedule, language) };
  if (edition.launchedAt === null) return text(language, 'desk-not-launched', words);
  if (schedule.nextSlotAt === null || isPaused(schedule, now)) return text(language, 'desk-rests', words);
  const next = momentInWords(language, { at: schedule.nextSlotAt, now, zone: schedule.zone });
  return text(language, 'desk-comes', { ...words, next });
}

function linesOf({ language }: DeskView, { edition, schedule }: EditionPlace): string[] {
  const { length, form, posts, silent, maxStories, onlySourceIds, mutedSourceIds } = edition;
  const look = [
    text(language, `desk-posts-${posts}`),
    text(language, 'desk-most-stories', { count: maxStories }),
    text(language, form === 'compact' ? 'desk-form-compact' : `desk-length-${length}`),
    text(language, silent ? 'desk-silent' : 'desk-loud'),
  ];
  const sources =
    onlySourceIds === null
      ? text(language, mutedSourceIds.length === 0 ? 'desk-sources-all' : 'desk-sources-but', {
          count: mutedSourceIds.length,
        })
      : text(language, 'desk-sources-chosen', { count: onlySourceIds.length });
  const words = [
    ...(edition.followedWords.length > 0
      ? [text(language, 'words-followed', { words: escapeHtml(edition.followedWords.join(', ')) })]
      : []),
    ...(edition.mutedWords.length > 0
      ? [text(language, 'words-muted', { words: escapeHtml(edition.mutedWords.join(', ')) })]
      : []),
  ];
  return [
    topicsOf(language, edition),
    `${capitalised(look.join(', '))}.`,
    sources,
    ...words,
    schedule.mode === 'automatic'
      ? text(language, 'desk-automatic')
      : text(language, `desk-approval-${schedule.whenUnanswered}`, { minutes: schedule.leadMinutes }),
    ...(edition.offersBreaking ? [text(language, 'desk-breaking-on', { count: edition.urgentPerDay })] : []),
  ];
}

function topicsOf(language: InterfaceLanguage, { topics, topicCaps }: Edition): string {
  const isCapped = Object.keys(topicCaps).length > 0;
  if (topics.length === 0) return text(language, 'settings-topics-none');
  if (topics.length === TOPICS.length && !isCapped && topics.every((topic, index) => topic === TOPICS[index]))
    return text(language, 'settings-topics-all');
  const names = topics.map((topic) => {
    const name = text(language, `topic-${topic}`).toLocaleLowerCase(language);
    const cap = topicCaps[topic];
    return cap === undefined ? name : text(language, 'caps-button', { topic: name, count: cap });
  });
  return text(language, 'settings-topics', { topics: names.join(', ') });
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
