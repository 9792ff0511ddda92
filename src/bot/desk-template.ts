import type { EditionChange, EditionPlace, Template } from '../chats/store.js';
import { USUAL_ORDER } from '../digests/edition.js';
import { faultMarked, faultOf, LONGEST_PART, MOST_TAGS, placesIn } from '../digests/template.js';
import { text } from '../texts/texts.js';
import { type InterfaceLanguage, isTopic, TOPICS, type Topic } from '../vocabulary.js';
import type { SettingsChange } from './desk-settings.js';
import { EMOJI, NO_TEMPLATE, WRITTEN_PARTS, type WrittenPart } from './panels/desk-template.js';
import { putAt } from './panels/ordering.js';

/** What the buttons of the template's panels change. */
export const TEMPLATE_ACTIONS: Readonly<
  Record<string, (place: EditionPlace, args: readonly string[]) => SettingsChange>
> = {
  'template-drop': (place, [code]) => {
    const part = WRITTEN_PARTS.find((one) => one === code);
    return part ? { edition: withTemplate(place, { [part]: null }), side: 'template' } : { side: 'template' };
  },
  'template-tags': (place, [on]) => ({ edition: withTemplate(place, { hashtags: on === '1' }), side: 'template' }),
  'template-put': (place, [code, index]) => {
    const order = place.edition.template?.order ?? USUAL_ORDER;
    const part = order.find((one) => one === code);
    if (!part) return { side: 'template-order' };
    return { edition: withTemplate(place, { order: putAt(order, part, Number(index)) }), side: 'template-order' };
  },
  'emoji-put': (place, [code = '', index]) => {
    const topics = code === 'all' ? TOPICS : isTopic(code) ? [code] : [];
    const signs = Object.fromEntries(topics.map((topic) => [topic, EMOJI[topic][Number(index)] ?? null]));
    return { edition: withEmoji(place, signs), side: 'template-emoji' };
  },
};

/** What of a template a person wrote: a change, or why it is none, with the place marked. */
export function readTemplatePart(
  place: EditionPlace,
  { part, html, language }: { part: WrittenPart; html: string; language: InterfaceLanguage },
): { change: { edition: EditionChange } } | { excuse: string } {
  if (html.trim() === '') return { excuse: askForPart(language, part) };
  const fault = faultOf(html);
  if (fault === null) return { change: { edition: withTemplate(place, { [part]: html }) } };
  const limits = { most: LONGEST_PART, tags: MOST_TAGS, places: placesInWords(language) };
  const why = text(language, `desk-fault-${fault.kind}`, limits);
  return { excuse: text(language, 'desk-fault', { why, place: faultMarked(html, fault) }) };
}

/** What a person is asked for a part of a template. */
export function askForPart(language: InterfaceLanguage, part: WrittenPart): string {
  const places = placesInWords(language);
  return [text(language, `desk-ask-${part}`), text(language, 'desk-ask-part', { most: LONGEST_PART, places })].join(
    '\n',
  );
}

function placesInWords(language: InterfaceLanguage): string {
  return new Intl.ListFormat(language).format(placesIn(language));
}

/** The sign that a person wrote for a topic; an excuse where it is no single emoji. */
export function readEmoji(
  place: EditionPlace,
  { topic, written, language }: { topic: Topic; written: string; language: InterfaceLanguage },
): { change: { edition: EditionChange } } | { excuse: string } {
  const [sign, ...others] = [...new Intl.Segmenter('uk').segment(written)].map(({ segment }) => segment);
  const isEmoji = sign !== undefined && others.length === 0 && /\p{Extended_Pictographic}|\p{RI}/u.test(sign);
  if (!isEmoji) return { excuse: text(language, 'desk-emoji-wanted') };
  return { change: { edition: withEmoji(place, { [topic]: sign }) } };
}

function withTemplate({ edition }: EditionPlace, change: Partial<Template>): EditionChange {
  return { template: { ...(edition.template ?? NO_TEMPLATE), ...change } };
}

function withEmoji(place: EditionPlace, signs: Partial<Record<Topic, string | null>>): EditionChange {
  const emoji = Object.entries({ ...place.edition.template?.emoji, ...signs }).filter(([, sign]) => sign !== null);
  return withTemplate(place, { emoji: Object.fromEntries(emoji) });
}
