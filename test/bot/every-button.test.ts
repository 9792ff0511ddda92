import { describe, expect, it } from 'vitest';
import { registerChat, savePreferences, updateChat } from '../../src/chats/store.js';
import { addSources } from '../../src/intake/sources/store.js';
import type { Message } from '../../src/sandbox/types.js';
import { type InterfaceLanguage, isTopic, TOPICS } from '../../src/vocabulary.js';
import type { Person } from '../support/people.js';
import { openedDesk } from './desk-support.js';
import { labels, NOW, STARTING, useBot } from './support.js';

const bot = useBot();

/** Where a message that is all buttons would be a wall, in UTF-16 units; digests are longer. */
const LONGEST_PANEL = 700;
/**
 * What changes the language, brings news, ends the desk and with it the walk, or in English shows a post in the language of
 * its channel.
 */
const SKIPPED =
  /^(Мова|Language|Дайджест зараз|Digest now|Як це вигляда|How it|Вийти з редакції|Leave the desk|Так, видалити|Yes, delete|Template)/;
/** Sources, words and names of channels are what they are called, in whichever language; so is the language itself. */
const NAMES = /[“«][^”»]*[”»]|Українською|Сусіди|Форум|Ранкові новини|Ранкове зведення|Вісник|тарифи|Олена|Тарас/g;

interface Walk {
  person: Person;
  language: InterfaceLanguage;
  /** Says what opens the first panel. */
  open: () => Promise<Message>;
  /** Must each panel have a way back? */
  wayBack?: boolean;
}

/**
 * Presses every button that can be reached from a panel, each kind once, and looks at all that is said: that each press is
 * answered, nothing fails, each panel leads on, none is a wall of text, and in English nothing is Ukrainian.
 * @returns the labels that were pressed.
 */
async function pressEverything({ person, language, open, wayBack = false }: Walk): Promise<string[]> {
  const first = await open();
  const pressed: string[] = [];
  const known = new Set<string>();
  const waiting: { messageId: number; label: string; data: string }[] = [];
  const read = (message: Message) => {
    const [said, shown] = [message.text ?? message.caption ?? '', labels(message)];
    const all = [said, ...shown].join('\n');
    expect(all, 'nothing failed').not.toMatch(/Щось пішло не так|went wrong/);
    if (language === 'en') expect(all.replace(NAMES, ''), 'all of it is English').not.toMatch(/[а-яіїєґ]/i);
    if (shown.length > 0) expect(said.length, `no wall: ${said}`).toBeLessThan(LONGEST_PANEL);
    for (const { text: label, callback_data: data } of message.reply_markup?.inline_keyboard.flat() ?? []) {
      if (data === undefined || known.has(kindOf(data)) || SKIPPED.test(label)) continue;
      known.add(kindOf(data));
      waiting.push({ messageId: message.message_id, label, data });
    }
  };
  read(first);
  const messages = () => [...(bot.sandbox.world.rooms.get(person.chat)?.messages.values() ?? [])];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    // Who presses so much so fast is slowed, by this process alone.
    if (pressed.length % 25 === 24) await bot.restart();
    const newest = Math.max(...messages().map(({ message_id }) => message_id));
    const answer = await person.does<{ answered: boolean; text?: string }>('press', {
      message_id: next.messageId,
      data: next.data,
    });
    await bot.settled();
    expect(answer.answered, next.label).toBe(true);
    pressed.push(next.label);
    const { reply_markup: _, ...toast } = { ...first, text: answer.text ?? '' };
    read(toast);
    for (const message of messages()) {
      if (message.message_id !== next.messageId && message.message_id <= newest) continue;
      if (message.from?.is_bot !== true) continue;
      read(message);
      if (wayBack && labels(message).length > 0)
        expect(labels(message).join(), `a way back after «${next.label}»`).toMatch(/←|Розклад|Schedule/);
    }
    expect(pressed.length, 'an end').toBeLessThan(400);
  }
  return pressed;
}

/** A press without the topic, word or number that it is about: toggles of one kind do one thing. */
function kindOf(data: string): string {
  const [version, panel, ...rest] = data.split('.');
  return [version, panel, ...rest.filter((arg) => /^[a-z][a-z-]{2,}$/.test(arg) && !isTopic(arg))].join('.');
}

async function withNews(): Promise<void> {
  await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', undefined, {
    publishers: ['Вісник', 'Луна'],
  });
  await bot.addStory('Київське «Динамо» виграло Кубок України', 'sport');
  const listed = { title: 'Вісник', siteUrl: null, language: 'uk' as const, topic: null, unconfirmed: false };
  await addSources(bot.db, [{ ...listed, url: 'https://visnyk.example/rss' }], NOW);
}

const SETTINGS = { topics: [...TOPICS], followedWords: ['тарифи'], mutedWords: ['«гороскоп»'] };

/** The settings of the chat where a person speaks, in a language. */
async function atSettings(person: Person, language: InterfaceLanguage, extra: Record<string, unknown> = {}) {
  await withNews();
  await person.says('/help', extra);
  await person.waitForText('Що я вмію');
  const chat = await bot.chat(person.chat, Number(extra.thread_id ?? 0));
  await updateChat(bot.db, chat.id, { language });
  await savePreferences(bot.db, chat.id, SETTINGS);
  return async () => {
    await person.says('/settings', extra);
    return person.waitForText(language === 'uk' ? 'Налаштування' : 'Settings');
  };
}

describe.each(['uk', 'en'] as const)('every button, in %s,', (language) => {
  it('of the settings in a private chat is answered and leads on', async () => {
    const person = bot.person();
    const open = await atSettings(person, language);
    const pressed = await pressEverything({ person, language, open, wayBack: true });
    expect(pressed.length).toBeGreaterThan(30);
  });

  it('of the settings in a group is answered and leads on, for an admin who stays anonymous too', async () => {
    const person = bot.person({ chat: STARTING.group });
    const as = language === 'uk' ? {} : { as: 'anonymous' };
    const open = await atSettings(person, language, as);
    const pressed = await pressEverything({ person, language, open, wayBack: true });
    expect(pressed.length).toBeGreaterThan(30);
  });

  it('of the settings in a topic of a forum is answered and leads on', async () => {
    const olena = bot.person();
    const forum = await olena.does<{ id: number }>('create_chat', { type: 'forum', title: 'Форум', bot: 'member' });
    const person = bot.person({ chat: forum.id });
    const topic = await person.does<{ message_thread_id: number }>('topic', { name: 'Новини' });
    const open = await atSettings(person, language, { thread_id: topic.message_thread_id });
    const pressed = await pressEverything({ person, language, open, wayBack: true });
    expect(pressed.length).toBeGreaterThan(30);
    expect((await bot.preferences(forum.id)).topics).toEqual([]);
  });

  it('of a desk is answered and leads on', async () => {
    const { olena: person } = await openedDesk(bot);
    await withNews();
    await registerChat(bot.db, { telegramId: person.id, kind: 'private', title: 'Олена' }, NOW);
    await updateChat(bot.db, (await bot.chat()).id, { language });
    const open = async () => {
      await person.says('/channel');
      return person.waitFor((message) => labels(message).includes('Ранкові новини'));
    };
    const pressed = await pressEverything({ person, language, open });
    expect(pressed.length).toBeGreaterThan(50);
  });
});

it.each([
  ['a private chat', {}],
  ['a group', { chat: STARTING.group }],
])('every button of a digest and its stories in %s is answered and leads on', async (_, where) => {
  const person = bot.person(where);
  await withNews();
  const open = async () => {
    await person.says('/latest');
    return person.waitForText('Головне зараз');
  };
  const pressed = await pressEverything({ person, language: 'uk', open });
  expect(pressed).toEqual(
    expect.arrayContaining(['Детальніше', '1', '👍', 'Зберегти', 'Стежити', 'Не показувати таке']),
  );
});
