import { Composer } from 'grammy';
import { addMark, chatById, removeMarks, savePreferences, setTopic } from '../../chats/store.js';
import { writeNotice } from '../../db/notices.js';
import { findWords } from '../../digests/phrases.js';
import { joinsOfStory } from '../../stories/store.js';
import type { TextId } from '../../texts/ids.js';
import { text } from '../../texts/texts.js';
import { type InterfaceLanguage, isTopic } from '../../vocabulary.js';
import { mayChange } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { type Panel, type PanelPlace, showPanel } from '../panels/panel.js';
import { type CardOrigin, cardPanel, storiesPanel, tastePanel, whyPanel } from '../panels/story.js';
import { tellingWords } from '../panels/telling-words.js';
import { wordMark } from '../panels/words.js';
import { chatHere, ownerOf } from '../place.js';
import { type Press, readPress } from '../press.js';
import { headlinesOf, type ListCode, type ReadStory, readStory, SAVED_LIST, storiesOfList } from '../reading.js';
import { followedWords, isSameInSomeForm, MOST_WORDS } from '../words.js';

/** Sources that the operator is told of. */
const MOST_SOURCES_TOLD = 10;

/** The cards of stories, wherever they were opened, and /saved. */
export function storiesFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('saved', async (ctx) => {
    const chat = await chatHere(ctx, services);
    const storyIds = (await storiesOfList(services.db, chat, SAVED_LIST)) ?? [];
    const panel = await makeList(services, { chat, owner: ownerOf(ctx) }, { list: SAVED_LIST, storyIds });
    await showPanel(ctx, panel);
  });

  feature.on('callback_query:data', async (ctx, next) => {
    const press = readPress(ctx.callbackQuery.data);
    if (press?.panel !== 'n') return next();
    const chat = await chatById(services.db, press.chatId);
    // Anybody in a chat may read; what a button's data says of another chat is forged.
    if (!chat || chat.telegramId !== ctx.chat?.id) return toast(ctx, 'uk', 'panel-chat-unknown');
    if (press.owner !== 0 && press.owner !== ctx.from.id) return toast(ctx, chat.language, 'panel-of-another');
    await obey(ctx, services, { press, place: { chat, owner: press.owner } });
  });

  return feature;
}

/** The stories of a list: the card where there is one only, else all of them to choose from; `null` where none is left. */
export async function makeStories(services: BotServices, place: PanelPlace, origin: CardOrigin): Promise<Panel | null> {
  const [only] = origin.storyIds;
  if (only === undefined) return null;
  if (origin.storyIds.length > 1) return makeList(services, place, origin);
  const read = await readStory(services, place.chat, only);
  return read && cardPanel(place, read, origin);
}

async function makeList(
  services: BotServices,
  place: PanelPlace,
  { list, storyIds }: { list: ListCode; storyIds: readonly number[] },
): Promise<Panel> {
  return storiesPanel(place, { list, stories: await headlinesOf(services, place.chat, storyIds) });
}

interface Order {
  press: Press;
  place: PanelPlace;
}

async function obey(ctx: BotContext, services: BotServices, { press, place }: Order): Promise<void> {
  const { db } = services;
  const { chat } = place;
  const [list = '', id = '', ...args] = press.args;
  const [storyIds, read] = await Promise.all([
    storiesOfList(db, chat, list),
    readStory(services, chat, Number.parseInt(id, 36) || 0),
  ]);
  if (storyIds === null) return toast(ctx, chat.language, 'digest-forgotten');
  if (press.action === 'list') return showPanel(ctx, await makeList(services, place, { list, storyIds }));
  if (read === null) return toast(ctx, chat.language, 'story-gone');
  if (press.action === 'why') {
    const { story, preferences } = read;
    const [joins, followed] = await Promise.all([
      joinsOfStory(db, story.id),
      findWords(db, { ...story, headline: read.headline ?? '' }, preferences.followedWords),
    ]);
    return showPanel(ctx, whyPanel(place, read, { list, joins, followed }));
  }
  if (press.action === 'follow' || press.action === 'hide') {
    if (!(await mayChange(ctx, chat))) return toast(ctx, chat.language, 'group-admins-only');
    const isFull = args.length > 0 && !(await setTaste(services, place, { read, kind: press.action, args }));
    if (isFull) return toast(ctx, chat.language, 'story-too-many-words');
    const [what, value = ''] = args;
    const hidden = what === 't' && isTopic(value) ? value : null;
    const after = args.length > 0 ? await readStory(services, chat, read.story.id) : read;
    return showPanel(ctx, tastePanel(place, after ?? read, { list, kind: press.action, hidden }));
  }
  const said = await setMark(services, place, read, press.action);
  if (said) await toast(ctx, chat.language, said);
  const after = (await readStory(services, chat, read.story.id)) ?? read;
  await showPanel(ctx, cardPanel(place, after, { list, storyIds, username: ctx.me.username }));
}

/** Writes down what a button says of a story; gives what to answer, where the card itself does not show it. */
async function setMark(
  services: BotServices,
  { chat }: PanelPlace,
  read: ReadStory,
  action: string,
): Promise<TextId | null> {
  const { db } = services;
  const about = { chatId: chat.id, storyId: read.story.id, now: services.now() };
  switch (action) {
    case 'like':
    case 'dislike':
      // A second tap takes it back, and the two are never said together.
      await removeMarks(db, { ...about, kinds: ['like', 'dislike'] });
      if (!read.marks.has(action)) await addMark(db, { ...about, kind: action });
      return null;
    case 'save':
      await addMark(db, { ...about, kind: 'save' });
      return 'story-saved-toast';
    case 'unsave':
      await removeMarks(db, { ...about, kinds: ['save'] });
      return null;
    case 'mistake':
      if (await addMark(db, { ...about, kind: 'mistake' })) await tellOfMistake(services, chat.id, read);
      return 'story-mistake-toast';
    default:
      return null;
  }
}

/** The operator sees what was written and what it was written from; who reported it does not matter. */
async function tellOfMistake({ db, now, operatorChatId }: BotServices, chatId: number, read: ReadStory): Promise<void> {
  if (operatorChatId === null) return;
  const sources = read.sources.map(({ name, url }) => `• ${name}${url === null ? '' : ` ${url}`}`);
  const data = {
    id: String(read.story.id),
    headline: read.headline ?? read.story.headline,
    summary: read.summary,
    sources: sources.slice(0, MOST_SOURCES_TOLD).join('\n'),
  };
  const key = `mistake:${chatId}:${read.story.id}`;
  await writeNotice(db, { kind: 'mistake', telegramId: operatorChatId, key, data }, now());
}

/** Follows or hides what a toggle stands for, or no longer; `false` where there is no room for another word. */
async function setTaste(
  { db, now }: BotServices,
  { chat }: PanelPlace,
  order: { read: ReadStory; kind: 'follow' | 'hide'; args: readonly string[] },
): Promise<boolean> {
  const { read, kind, args } = order;
  const [what, value = ''] = args;
  const { preferences, story } = read;
  const about = { chatId: chat.id, storyId: story.id, kind, now: now() };
  if (what === 'w') {
    const list = kind === 'follow' ? 'followedWords' : 'mutedWords';
    const word = tellingWords(read.headline ?? '').find((shown) => wordMark(shown) === value);
    if (word === undefined) return true;
    const others = preferences[list].filter((one) => !isSameInSomeForm(one, word));
    const words = others.length < preferences[list].length ? others : [...others, word];
    if (words.length > MOST_WORDS) return false;
    await savePreferences(db, chat.id, kind === 'follow' ? followedWords(preferences, words) : { mutedWords: words });
  }
  if (what === 't') {
    const topic = story.topics.find((one) => one.topic === value)?.topic;
    if (topic) await setTopic(db, chat.id, { topic, isOn: !preferences.topics.includes(topic) });
  }
  if (what === 's') {
    const source = read.sources.find(({ id }) => id.toString(36) === value);
    if (source) await savePreferences(db, chat.id, { mutedSourceIds: toggled(preferences.mutedSourceIds, source.id) });
  }
  await addMark(db, about);
  return true;
}

function toggled<Item>(items: readonly Item[], item: Item): Item[] {
  return items.includes(item) ? items.filter((one) => one !== item) : [...items, item];
}

async function toast(ctx: BotContext, language: InterfaceLanguage, id: TextId): Promise<void> {
  await ctx.answerCallbackQuery(text(language, id));
}
