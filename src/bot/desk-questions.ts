import { numberOf } from '../chats/desk-press.js';
import type { EditionPlace } from '../chats/store.js';
import { parseTimes } from '../digests/schedule.js';
import type { TextId } from '../texts/ids.js';
import { text } from '../texts/texts.js';
import { type InterfaceLanguage, TOPICS, type Topic } from '../vocabulary.js';
import { zoneOfCity, zoneOfPlace } from './cities.js';
import type { BotContext, BotServices } from './context.js';
import type { DeskAsking } from './conversations/desk.js';
import { excuseForWords, parseWords } from './conversations/words.js';
import type { DeskSeat } from './desk-access.js';
import { applySettings, editionAt, type SettingsChange } from './desk-settings.js';
import { askForPart, readEmoji, readTemplatePart } from './desk-template.js';
import { parseHours } from './hours.js';
import { editionPanel } from './panels/desk.js';
import { SETTINGS } from './panels/desk-settings.js';
import { WRITTEN_PARTS, type WrittenPart } from './panels/desk-template.js';
import { showPanel } from './panels/panel.js';
import { WORD_LISTS } from './panels/words.js';
import { eachWordOnce, followedWords } from './words.js';
import { writtenHtml } from './written-html.js';

/** UTF-16 units of an edition's name. */
const LONGEST_NAME = 60;

/** What an answer says: a change, or why it is none. */
type Read = { change: Omit<SettingsChange, 'side'> } | { excuse: string };

/** About what somebody at a desk was asked. */
interface Asked {
  /** With his message. */
  ctx: BotContext;
  seat: DeskSeat;
  args: readonly string[];
  place: EditionPlace;
}

/** What people of a desk are asked in writing about an edition: its name, its times, its words. */
export function settingsQuestions(services: BotServices): Record<string, DeskAsking> {
  /** A question about the edition that the first argument names. */
  const about = (
    ask: (language: InterfaceLanguage, args: readonly string[]) => string,
    read: (written: string, asked: Asked) => Read,
    side: 'edition' | keyof typeof SETTINGS,
  ): DeskAsking => ({
    needs: 'owner',
    ask,
    take: async (ctx: BotContext, { seat, args: [id, ...args] }) => {
      const place = await editionAt(services, seat, numberOf(id));
      if (!place) {
        await ctx.reply(text(seat.language, 'desk-edition-gone'));
        return null;
      }
      const found = read((ctx.message?.text ?? '').trim(), { ctx, seat, args, place });
      if ('excuse' in found) return found.excuse;
      const after = await applySettings(services, seat, { place, change: found.change, action: 'changed' });
      const isOwner = seat.role === 'owner';
      const now = services.now();
      await showPanel(
        ctx,
        side === 'edition'
          ? editionPanel(seat, after, { now, isOwner })
          : SETTINGS[side](seat, after, { args: [], now }),
      );
      return null;
    },
  });
  const plain = (id: TextId) => (language: InterfaceLanguage) => text(language, id, { most: LONGEST_NAME });
  return {
    name: about(
      plain('desk-ask-name'),
      (written, { seat }) => {
        const name = written.replace(/\s+/g, ' ');
        const isName = name !== '' && name.length <= LONGEST_NAME;
        return isName ? { change: { edition: { name } } } : { excuse: plain('desk-name-wanted')(seat.language) };
      },
      'edition',
    ),
    'own-times': about(
      plain('time-ask'),
      (written, { seat }) => {
        const times = parseTimes(written);
        return times ? { change: { schedule: { times } } } : { excuse: text(seat.language, 'time-not-understood') };
      },
      'times',
    ),
    'zone-own': about(
      plain('zone-ask'),
      (written, { ctx, seat }) => {
        const onMap = ctx.message?.location;
        const zone = onMap ? zoneOfPlace(onMap) : zoneOfCity(written);
        return zone === null ? { excuse: text(seat.language, 'zone-not-found') } : { change: { schedule: { zone } } };
      },
      'times',
    ),
    'word-add': about(
      (language, [, list]) => text(language, list === 'm' ? 'words-ask-mute' : 'words-ask-follow'),
      (written, { seat, args: [list], place: { edition } }) => {
        const code = list === 'm' ? 'm' : 'f';
        const words = parseWords(written);
        const together = eachWordOnce([...edition[WORD_LISTS[code]], ...words]);
        const excuse = excuseForWords(seat.language, words, together);
        if (excuse !== null) return { excuse };
        const change = code === 'f' ? followedWords(edition, together) : { mutedWords: together };
        return { change: { edition: change } };
      },
      'words',
    ),
    'hours-own': about(
      (language) => text(language, 'quiet-ask'),
      (written, { seat }) => {
        const hours = parseHours(written);
        return hours ? { change: { edition: hours } } : { excuse: text(seat.language, 'quiet-not-understood') };
      },
      'breaking',
    ),
    'template-write': about(
      (language, [, part]) => askForPart(language, partOf(part)),
      (_written, { ctx, seat: { language }, args: [part], place }) => {
        const { text: written = '', entities = [] } = ctx.message ?? {};
        return readTemplatePart(place, { part: partOf(part), html: writtenHtml(written, entities), language });
      },
      'template',
    ),
    'emoji-own': about(
      (language, [, topic]) => text(language, 'desk-ask-emoji', { topic: text(language, `topic-${topicOf(topic)}`) }),
      (written, { seat: { language }, args: [topic], place }) =>
        readEmoji(place, { topic: topicOf(topic), written, language }),
      'template-emoji',
    ),
  };
}

function partOf(code: string | undefined): WrittenPart {
  return WRITTEN_PARTS.find((one) => one === code) ?? 'header';
}

function topicOf(code: string | undefined): Topic {
  return TOPICS.find((one) => one === code) ?? 'society';
}
