import { describe, expect, it } from 'vitest';
import { registerChat, updateChat } from '../../src/chats/store.js';
import type { Message } from '../../src/sandbox/types.js';
import { labels, NOW, STARTING, useBot } from './support.js';

const bot = useBot();
const { group } = STARTING;

/** Every command that a reader may say, and what it is answered with: in Ukrainian and in English. */
const COMMANDS: readonly [command: string, uk: string, en: string][] = [
  ['/start', 'Вітаю!', 'Hello!'],
  ['/latest', 'Свіжих новин', 'no fresh news'],
  ['/latest НАТО', 'нічого не знайшлося', 'Nothing was found'],
  ['/search НАТО', 'нічого не знайшлося', 'Nothing was found'],
  ['/topics', 'Теми', 'Topics'],
  ['/words', 'Стежити: новини', 'Follow: news'],
  ['/urgent', 'Термінове', 'Urgent'],
  ['/sources', 'Джерел поки немає', 'There are no sources yet'],
  ['/schedule', 'О котрій надсилати?', 'At what time should it?'],
  ['/length', 'Обсяг', 'Volume'],
  ['/saved', 'Тут поки порожньо', 'Nothing here yet'],
  ['/settings', 'Налаштування', 'Settings'],
  ['/language', 'Налаштування', 'Settings'],
  ['/status', 'Як ідуть справи', 'How things stand'],
  ['/share', 'Поділіться своїми темами', 'Share your topics'],
  ['/channel', 'Дайджест для каналу', 'digest for a channel'],
  ['/help', 'Що я вмію', 'What I can do'],
  ['/privacy', 'Що я зберігаю', 'What I keep'],
  ['/export', 'Усе, що я зберігаю', 'Everything I keep'],
  ['/forget', 'Повернути це буде неможливо', 'cannot be undone'],
  ['/cancel', 'Зараз нема чого скасовувати', 'There is nothing to cancel'],
  ['/unheardof', 'Цього я ще не вмію', 'I cannot do that yet'],
];
/** Of them those that change what a group reads, or show what is kept of it. */
const ADMINS_ONLY = [
  '/topics',
  '/words',
  '/urgent',
  '/schedule',
  '/length',
  '/sources',
  '/settings',
  '/status',
  '/export',
  '/forget',
];

/** Everything that a message says, buttons too. */
function wordsOf(message: Message): string {
  return [message.text ?? message.caption ?? '', ...labels(message)].join('\n');
}

describe('in a private chat, in Ukrainian,', () => {
  it.each(COMMANDS)('%s is answered', async (command, uk) => {
    const olena = bot.person();
    await olena.says(command);
    await olena.waitForText(uk);
  });
});

describe('in a private chat, in English,', () => {
  it.each(COMMANDS)('%s is answered without a word of Ukrainian', async (command, _, en) => {
    const chat = { telegramId: STARTING.olena, kind: 'private', title: 'Олена', language: 'en' } as const;
    await registerChat(bot.db, chat, NOW);
    const olena = bot.person();
    await olena.says(command);
    const said = wordsOf(await olena.waitForText(new RegExp(en, 'i')));
    // What is quoted for an example is in the language of the news, and a button names the other language in it.
    expect(said.replace(/[“«][^”»]*[”»]|НАТО|Українською|тарифи|Валенсія/g, '')).not.toMatch(/[а-яіїєґ]/i);
  });
});

describe('in a group', () => {
  it.each(ADMINS_ONLY)('%s is for admins, and says so to a member', async (command) => {
    const taras = bot.person({ id: STARTING.taras, chat: group });
    await taras.says(command);
    await taras.waitForText('Це можуть змінювати лише адміністратори.');
  });

  it.each(['/latest', '/latest НАТО', '/help', '/privacy'])('%s is for everybody', async (command) => {
    const taras = bot.person({ id: STARTING.taras, chat: group });
    await taras.says(command);
    const answer = await taras.waitFor(() => true);
    expect(answer.text).not.toContain('адміністратори.\n');
    expect(answer.text).not.toBe('Це можуть змінювати лише адміністратори.');
  });

  it.each(ADMINS_ONLY)('%s obeys an admin who stays anonymous', async (command) => {
    const olena = bot.person({ chat: group });
    await olena.says(command, { as: 'anonymous' });
    const answer = await olena.waitFor(() => true);
    expect(answer.text ?? answer.caption).not.toBe('Це можуть змінювати лише адміністратори.');
  });

  it.each(['/unheardof', '/topics@somebody_elses_bot', 'Що нового про тарифи?', '/cancel'])(
    '«%s» gets no answer',
    async (said) => {
      const olena = bot.person({ chat: group });
      await olena.says(said);
      await olena.says('/help');
      await olena.waitForText('Що я вмію');
      expect(await bot.calls('sendMessage')).toHaveLength(1);
    },
  );

  it('what a linked channel posts there is no order', async () => {
    const olena = bot.person({ chat: group });
    await olena.says('/topics', { as: 'channel', sender_chat_id: STARTING.channel });
    await olena.waitForText('Це можуть змінювати лише адміністратори.');
  });
});

describe('in a forum topic', () => {
  it.each(COMMANDS.filter(([command]) => !/start|channel|cancel|unheardof|share/.test(command)))(
    '%s is answered in that topic',
    async (command, uk) => {
      const olena = bot.person();
      const forum = await olena.does<{ id: number }>('create_chat', { type: 'forum', title: 'Форум', bot: 'member' });
      const inForum = bot.person({ chat: forum.id });
      await inForum.waitForText('сюди приходитиме', { fromStart: true });
      const { message_thread_id: thread } = await inForum.does<{ message_thread_id: number }>('topic', {
        name: 'Новини',
      });
      await inForum.says(command, { thread_id: thread });
      expect((await inForum.waitForText(uk)).message_thread_id).toBe(thread);
    },
  );
});

describe('a group whose people read English', () => {
  it('is answered in English', async () => {
    const olena = bot.person({ chat: group });
    await olena.says('/help');
    await olena.waitForText('Що я вмію');
    await updateChat(bot.db, (await bot.chat(group)).id, { language: 'en' });
    const taras = bot.person({ id: STARTING.taras, chat: group });
    await taras.says('/topics');
    await taras.waitForText('Only admins can change this.');
  });
});
