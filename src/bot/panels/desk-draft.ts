import type { InlineKeyboardButton } from 'grammy/types';
import type { EditionPlace } from '../../chats/store.js';
import type { DraftedDigest, DraftItem } from '../../digests/drafts/store.js';
import { momentIn } from '../../digests/moments.js';
import { escapeHtml } from '../../texts/html.js';
import type { TextId } from '../../texts/ids.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import { type DeskView, deskPressButton, deskTitle } from './desk.js';
import { type Panel, rowsOf } from './panel.js';

/** What became of a digest, at a glance. */
const STATE_SIGNS: Readonly<Record<string, string>> = {
  sent: '✓',
  planned: '…',
  uncertain: '?',
  failed: '✕',
  expired: '✕',
  skipped: '—',
  open: '✎',
  approved: '✎',
};
/** Articles of a story that are offered for parting. */
const MOST_ARTICLES = 10;

/** A draft with its edition, as its desk sees it. */
export interface DraftView extends DraftedDigest {
  place: EditionPlace;
  now: Date;
  /** Who decided it last, by name; `null`: nobody did, or he is not known any more. */
  decidedBy: string | null;
  /** Nobody knows whether a message of it arrived. */
  isInDoubt: boolean;
}

/** A draft: its stories in order, and what to do with the whole. After publishing: the same, for correcting. */
export function draftPanel(view: DeskView, shown: DraftView): Panel {
  const { draft, place } = shown;
  const { language } = view;
  const button = (label: Extract<TextId, `draft-button-${string}`>, action: string, ...args: string[]) =>
    deskPressButton(view, text(language, label), action, draft.id, draft.version, ...args);
  const numbers = draft.items.map(({ storyId, isOut }, index) =>
    deskPressButton(view, `${isOut ? '✕ ' : ''}${index + 1}`, 'story', draft.id, storyId),
  );
  return {
    html: [
      deskTitle(view, place.edition.name),
      standing(view, shown),
      '',
      ...draft.items.map((item, index) => lineOf(item, index)),
      ...(draft.state === 'skipped' ? [] : ['', text(language, 'draft-tap-number')]),
    ].join('\n'),
    buttons: [
      ...(draft.state === 'skipped' ? [] : rowsOf(numbers, 5)),
      ...buttonsFor(view, shown, button),
      [deskPressButton(view, text(language, 'button-back'), 'edition', place.edition.id)],
    ],
  };
}

function buttonsFor(
  { language }: DeskView,
  { draft, digest, place, isInDoubt }: DraftView,
  button: (label: Extract<TextId, `draft-button-${string}`>, action: string, ...args: string[]) => InlineKeyboardButton,
): InlineKeyboardButton[][] {
  switch (draft.state) {
    case 'open':
    case 'approved': {
      const time = new Intl.DateTimeFormat(language, {
        hour: '2-digit',
        minute: '2-digit',
        timeZone: place.schedule.zone,
      }).format(draft.slotAt);
      const planned = { text: text(language, 'draft-button-as-planned', { time }) };
      const asPlanned = { ...button('draft-button-skip', 'approve'), ...planned };
      return [
        [button('draft-button-add', 'add'), button('draft-button-look', 'draft-look')],
        [button('draft-button-now', 'now')],
        ...(digest.kind === 'scheduled' && draft.state === 'open' ? [[asPlanned]] : []),
        [button('draft-button-skip', 'skip')],
      ];
    }
    case 'published': {
      const look = button('draft-button-look', 'draft-look');
      const again = button('draft-button-again', 'again');
      if (isInDoubt) return [[look], [button('draft-button-arrived', 'arrived'), again]];
      if (digest.state === 'uncertain') return [[look], [button('draft-button-missing', 'again')]];
      const isPosted = digest.state === 'sent' || digest.state === 'planned';
      return [
        [button('draft-button-add', 'add'), look],
        [...(isPosted ? [button('draft-button-remove-post', 'remove')] : []), again],
      ];
    }
    case 'skipped':
      // What was posted and removed is posted anew.
      return [[wasPosted(digest) ? button('draft-button-again', 'again') : button('draft-button-now', 'revive')]];
  }
}

/** One story of a draft, whole, with what can be done to it. */
export function draftStoryPanel(view: DeskView, { draft, place }: DraftView, item: DraftItem): Panel {
  const { language } = view;
  const index = draft.items.indexOf(item);
  const button = (label: Extract<TextId, `draft-button-${string}`>, action: string, ...args: string[]) =>
    deskPressButton(view, text(language, label), action, draft.id, draft.version, item.storyId, ...args);
  const sources = item.sources.map(({ name }) => name).join(', ');
  const overruled = item.overruled.map(({ text: words }) => words).join('; ');
  return {
    html: [
      `${deskTitle(view, place.edition.name)} · ${index + 1}/${draft.items.length}`,
      '',
      `<b>${escapeHtml(item.headline)}</b>`,
      ...(item.summary === '' ? [] : [escapeHtml(item.summary)]),
      ...(sources === '' ? [] : [`<i>${escapeHtml(sources)}</i>`]),
      ...(item.isOut ? ['', text(language, 'draft-story-out')] : []),
      ...(overruled === '' ? [] : ['', text(language, 'draft-overruled', { words: escapeHtml(overruled) })]),
    ].join('\n'),
    buttons: [
      [button('draft-button-up', 'move', 'up'), button('draft-button-down', 'move', 'down')],
      [item.isOut ? button('draft-button-in', 'put', 'in') : button('draft-button-out', 'put', 'out')],
      [button('draft-button-headline', 'reword', 'headline'), button('draft-button-summary', 'reword', 'summary')],
      ...(item.sources.length > 1 ? [[button('draft-button-split', 'split')]] : []),
      [deskPressButton(view, text(language, 'draft-button-back'), 'draft', draft.id)],
    ],
  };
}

/** The articles of a story, of which one may tell of another event. */
export function splitPanel(
  view: DeskView,
  { draft, place }: DraftView,
  { item, articles }: { item: DraftItem; articles: readonly { id: number; title: string; publisher: string | null }[] },
): Panel {
  const choices = articles
    .slice(0, MOST_ARTICLES)
    .map(({ id, title, publisher }) => [
      deskPressButton(
        view,
        publisher === null ? title : `${publisher}: ${title}`,
        'part',
        draft.id,
        draft.version,
        item.storyId,
        id,
      ),
    ]);
  return {
    html: `${deskTitle(view, place.edition.name)}\n${text(view.language, 'draft-split-ask')}`,
    buttons: [...choices, [deskPressButton(view, text(view.language, 'button-back'), 'story', draft.id, item.storyId)]],
  };
}

/** The newest drafts of an edition, each a button that opens it. */
export function draftsPanel(view: DeskView, place: EditionPlace, drafts: readonly DraftedDigest[]): Panel {
  const { language } = view;
  const buttons = drafts.map(({ draft, digest }) => {
    const { day, hour } = momentIn({ zone: place.schedule.zone, language }, digest.slotAt);
    const state = draft.state === 'published' ? digest.state : draft.state;
    return [deskPressButton(view, `${STATE_SIGNS[state] ?? ''} ${day}, ${hour}`.trim(), 'draft', draft.id)];
  });
  return {
    html: [
      deskTitle(view, place.edition.name),
      text(language, drafts.length === 0 ? 'draft-no-posts' : 'draft-posts'),
    ].join('\n'),
    buttons: [...buttons, [deskPressButton(view, text(language, 'button-back'), 'edition', place.edition.id)]],
  };
}

function standing({ language }: DeskView, shown: DraftView): string {
  const { draft, digest, place, now, decidedBy, isInDoubt } = shown;
  const who = decidedBy === null ? text(language, 'draft-by-itself') : escapeHtml(decidedBy);
  const at = { now, zone: place.schedule.zone };
  const when = momentInWords(language, { at: draft.slotAt, ...at });
  switch (draft.state) {
    case 'open':
      if (digest.kind !== 'scheduled') return text(language, 'draft-waits', { when });
      return text(language, `draft-open-${place.schedule.whenUnanswered}`, { when });
    case 'approved':
      return text(language, 'draft-approved', { who, when });
    case 'published':
      if (digest.state === 'planned') return text(language, 'draft-going', { who });
      if (digest.state === 'failed') return text(language, 'draft-not-out');
      if (digest.state === 'expired') return text(language, 'draft-too-late');
      if (digest.state === 'uncertain') return text(language, isInDoubt ? 'draft-doubtful' : 'draft-partly');
      return text(language, 'draft-published', { who });
    case 'skipped':
      return text(language, wasPosted(digest) ? 'draft-taken-away' : 'draft-skipped', { who });
  }
}

/** Of a draft that does not stand in its channel: did it once? */
function wasPosted({ state }: DraftView['digest']): boolean {
  return state !== 'empty';
}

function lineOf({ headline, isOut, edited }: DraftItem, index: number): string {
  const line = `${index + 1}. ${escapeHtml(headline)}${edited.length > 0 ? ' ✎' : ''}`;
  return isOut ? `<s>${line}</s>` : line;
}
