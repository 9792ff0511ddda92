import type { EditionPlace, Template } from '../../chats/store.js';
import { type EditionLook, editionMessages, USUAL_ORDER } from '../../digests/edition.js';
import { text } from '../../texts/texts.js';
import { isTopic, TOPICS, type Topic } from '../../vocabulary.js';
import { type DeskView, deskPressButton, deskTitle } from './desk.js';
import { back, type Shown, sideButton, titled } from './desk-side.js';
import { orderRows } from './ordering.js';
import { type Panel, rowsOf, toggleLabel } from './panel.js';

/** The parts that a desk writes itself. */
export const WRITTEN_PARTS = ['header', 'footer', 'signature'] as const;
export type WrittenPart = (typeof WRITTEN_PARTS)[number];

/** An edition that looks like everybody's. */
export const NO_TEMPLATE: Template = {
  header: null,
  footer: null,
  signature: null,
  emoji: {},
  hashtags: false,
  order: USUAL_ORDER,
};

/** The signs that are offered before a topic; the first is its usual one. */
export const EMOJI: Readonly<Record<Topic, readonly string[]>> = {
  war: ['🛡', '⚔️', '🪖', '🔥'],
  politics: ['🏛', '🗳', '⚖️', '📜'],
  world: ['🌍', '🌐', '🗺', '✈️'],
  economy: ['💰', '📈', '💼', '🏭'],
  society: ['👥', '🏘', '🎓', '🤝'],
  incidents: ['🚨', '⚠️', '🚒', '🚑'],
  science: ['🔬', '💡', '🚀', '💻'],
  health: ['🩺', '💊', '🏥', '❤️'],
  culture: ['🎭', '🎬', '📚', '🎨'],
  sport: ['⚽', '🏆', '🥇', '🥊'],
  environment: ['🌦', '🌿', '☀️', '🌊'],
};

/** The template: a post as it would look now, and a way to each of its parts. */
export function templateSide(view: DeskView, { edition, ...place }: EditionPlace, { now }: Shown): Panel {
  const template = edition.template ?? NO_TEMPLATE;
  const { hashtags, emoji, order } = template;
  const parts = WRITTEN_PARTS.map((part) => {
    const isSet = template[part] !== null;
    const label = toggleLabel(text(view.language, `desk-part-${part}`), isSet);
    return deskPressButton(view, label, isSet ? 'template-part' : 'template-write', edition.id, part);
  });
  const marked = (id: 'desk-template-emoji' | 'desk-template-order', isSet: boolean, action: string) =>
    deskPressButton(view, toggleLabel(text(view.language, id), isSet), action, edition.id);
  const tags = toggleLabel(text(view.language, 'desk-part-hashtags'), hashtags);
  return {
    html: [titled(view, edition.name, 'desk-template'), '', sampleOf(edition, place, now)].join('\n'),
    buttons: [
      parts,
      [
        marked('desk-template-emoji', Object.keys(emoji).length > 0, 'template-emoji'),
        deskPressButton(view, tags, 'template-tags', edition.id, hashtags ? '0' : '1'),
      ],
      [marked('desk-template-order', order.join() !== USUAL_ORDER.join(), 'template-order')],
      [sideButton(view, 'desk-button-preview', 'preview', edition.id)],
      [back(view, edition.id)],
    ],
  };
}

/** One part that the desk wrote: as it wrote it, to be changed or taken away. */
export function templatePartSide(view: DeskView, { edition }: EditionPlace, { args: [code] }: Shown): Panel {
  const part = WRITTEN_PARTS.find((one) => one === code) ?? 'header';
  const title = `${edition.name}: ${text(view.language, `desk-part-${part}`).toLocaleLowerCase(view.language)}`;
  return {
    html: [deskTitle(view, title), '', edition.template?.[part] ?? ''].join('\n'),
    buttons: [
      [
        sideButton(view, 'desk-template-rewrite', 'template-write', edition.id, part),
        sideButton(view, 'desk-template-drop', 'template-drop', edition.id, part),
      ],
      [sideButton(view, 'button-back', 'template', edition.id)],
    ],
  };
}

/** The signs before the topics: of all of them, or the choice for the one that was pressed. */
export function templateEmojiSide(view: DeskView, { edition }: EditionPlace, { args: [topic = ''] }: Shown): Panel {
  const { language } = view;
  const { id, name } = edition;
  const emoji = edition.template?.emoji ?? {};
  if (isTopic(topic)) {
    const offered = EMOJI[topic].map((sign, index) =>
      deskPressButton(view, toggleLabel(sign, emoji[topic] === sign), 'emoji-put', id, topic, String(index)),
    );
    const asked = text(language, 'desk-emoji-which', { topic: text(language, `topic-${topic}`) });
    return {
      html: `${deskTitle(view, name)}\n${asked}`,
      buttons: [
        offered,
        [
          sideButton(view, 'desk-emoji-own', 'emoji-own', id, topic),
          sideButton(view, 'desk-emoji-without', 'emoji-put', id, topic, 'none'),
        ],
        [sideButton(view, 'button-back', 'template-emoji', id)],
      ],
    };
  }
  const topics = TOPICS.map((one) => {
    const label = [emoji[one], text(language, `topic-${one}`)].filter((part) => part !== undefined).join(' ');
    return deskPressButton(view, label, 'template-emoji', id, one);
  });
  return {
    html: titled(view, name, 'desk-emoji-explained'),
    buttons: [
      [
        sideButton(view, 'desk-emoji-usual', 'emoji-put', id, 'all', '0'),
        sideButton(view, 'desk-emoji-none', 'emoji-put', id, 'all', 'none'),
      ],
      ...rowsOf(topics, 2),
      [sideButton(view, 'button-back', 'template', id)],
    ],
  };
}

/** The order of a post's parts. */
export function templateOrderSide(view: DeskView, { edition }: EditionPlace, { args: [code] }: Shown): Panel {
  const { id, name } = edition;
  const order = edition.template?.order ?? USUAL_ORDER;
  const picked = order.find((part) => part === code) ?? null;
  return {
    html: titled(view, name, picked === null ? 'order-explained' : 'order-picked'),
    buttons: [
      ...orderRows(order, {
        picked,
        labelOf: (part) => text(view.language, `desk-part-${part}`),
        pick: (label, part) => deskPressButton(view, label, 'template-order', id, ...(part === null ? [] : [part])),
        put: (label, place) => deskPressButton(view, label, 'template-put', id, picked ?? '', String(place)),
      }),
      [sideButton(view, 'button-back', 'template', id)],
    ],
  };
}

/** A post of two invented stories: short, and the same whatever happens in the world. */
function sampleOf(look: EditionLook & { topics: readonly Topic[] }, place: SamplePlace, now: Date): string {
  const { language } = place.chat;
  const topics = look.topics.length > 0 ? look.topics : TOPICS;
  const items = topics.slice(0, 2).map((topic, index) => ({
    storyId: index,
    topic,
    headline: text(language, 'desk-sample-headline'),
    summary: text(language, 'desk-sample-summary'),
    sources: [{ name: text(language, 'desk-sample-source'), url: null, publishedAt: null }],
  }));
  const digest = { look, items, at: now, zone: place.schedule.zone, language, isLate: false, correctedAt: null };
  return editionMessages(digest)[0]?.html ?? '';
}

type SamplePlace = Pick<EditionPlace, 'chat' | 'schedule'>;
