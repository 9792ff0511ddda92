import type { Edition, Template } from '../chats/store.js';
import { escapeHtml } from '../texts/html.js';
import type { Message } from '../texts/message.js';
import { text } from '../texts/texts.js';
import type { InterfaceLanguage, Topic } from '../vocabulary.js';
import { composeDigest, type DigestContent, type DigestItem } from './compose.js';
import { momentIn } from './moments.js';
import { type Block, blockOf, canLink, renderHtml } from './render.js';
import { splitMessages } from './split.js';
import { fillPlaces } from './template.js';

/** What of an edition says how it looks. */
export type EditionLook = Pick<Edition, 'name' | 'length' | 'form' | 'posts' | 'silent' | 'preview' | 'template'>;

/** A digest of an edition, to be put in words. */
export interface EditionDigest {
  look: EditionLook;
  /** In the order in which they are told. */
  items: readonly DigestItem[];
  at: Date;
  zone: string;
  language: InterfaceLanguage;
  /** One story that breaks: a post of its own, that says so. */
  isUrgent?: boolean;
  /** It comes after its time, and says so. */
  isLate: boolean;
  /** When it was corrected, where the desk wants that to be said. */
  correctedAt: Date | null;
}

/** The parts of a message in their usual order. */
export const USUAL_ORDER: Template['order'] = ['header', 'stories', 'hashtags', 'footer', 'signature'];

/** An edition's digest as the messages that are posted: one after another as few as hold it, or a post a story. */
export function editionMessages(digest: EditionDigest): Message[] {
  const { look, items, at, zone, language, isUrgent = false, isLate } = digest;
  const title = isUrgent ? ({ kind: 'urgent' } as const) : ({ kind: 'edition', name: look.name, isLate } as const);
  const { length, form, posts } = look;
  const compose = (told: readonly DigestItem[]) =>
    composeDigest({ title, items: told, at, zone, language, length, form });
  if (posts === 'together') return inMessages(digest, compose(items));
  return items.flatMap((item) => inMessages(digest, compose([item])));
}

function inMessages(digest: EditionDigest, content: DigestContent): Message[] {
  const { preview, silent } = digest.look;
  const parts = splitMessages(blocksOf(digest, content), content.language);
  const [first] = content.sections.flatMap(({ items }) => items);
  const link = first?.sources.find(({ url }) => canLink(url))?.url ?? null;
  return parts.map((part, index) => ({
    ...part,
    preview: preview !== 'none' && index === 0 ? link : null,
    ...(preview === 'large' && index === 0 && link !== null ? { isPreviewLarge: true as const } : {}),
    ...(silent ? { silent } : {}),
  }));
}

function blocksOf(digest: EditionDigest, content: DigestContent): Block[] {
  const { look, correctedAt } = digest;
  const { template, posts } = look;
  const [opening, ...stories] = renderHtml({ ...content, sections: content.sections.map(withEmoji(template)) });
  const written = (html: string | null | undefined) => (html ? [blockOf(fillPlaces(html, placesOf(content)))] : []);
  // A post of its own begins with its story, unless the desk wrote what it begins with. What breaks needs no date.
  const isOpened = posts === 'together' || content.isBrief;
  const header = template?.header && !content.isBrief ? written(template.header) : isOpened && opening ? [opening] : [];
  const parts: Record<Template['order'][number], Block[]> = {
    header,
    stories,
    hashtags: template?.hashtags ? [blockOf(hashtagsOf(content))] : [],
    footer: written(template?.footer),
    signature: written(template?.signature),
  };
  const corrected = correctedAt
    ? [
        blockOf(
          `<i>${escapeHtml(text(content.language, 'digest-corrected', { time: hourOf(content, correctedAt) }))}</i>`,
        ),
      ]
    : [];
  return [...(template?.order ?? USUAL_ORDER).flatMap((part) => parts[part]), ...corrected];
}

function withEmoji(template: Template | null) {
  return (section: DigestContent['sections'][number]) => {
    const emoji = template?.emoji[section.topic];
    return emoji ? { ...section, title: `${emoji} ${section.title}` } : section;
  };
}

function placesOf(content: DigestContent): Record<'name' | 'date' | 'time' | 'count', string> {
  return {
    name: content.name,
    date: content.date,
    time: hourOf(content, content.at),
    count: String(content.storyCount),
  };
}

function hashtagsOf(content: DigestContent): string {
  return content.sections.map(({ topic }) => hashtagOf(topic, content.language)).join(' ');
}

/** «#НаукаІТехнології», «#Здоровя»: a hashtag ends at the first character that is no letter, digit or underscore. */
function hashtagOf(topic: Topic, language: InterfaceLanguage): string {
  const words =
    text(language, `topic-${topic}`)
      .replaceAll('’', '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return `#${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
}

function hourOf(content: DigestContent, time: Date): string {
  return momentIn(content, time).hour;
}
