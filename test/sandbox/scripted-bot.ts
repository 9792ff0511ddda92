import type { Sandbox } from '../../src/sandbox/server.js';
import { caller } from '../support/sandbox-calls.js';
import { CHANNEL } from './support.js';

export interface ScriptedBot {
  stop(): Promise<void>;
}

const RIGHTS = { can_post_messages: true, can_edit_messages: true };

const DIGEST = [
  '<b>Ранкове зведення</b>',
  'понеділок, 28 жовтня · 3 події · 2 хв',
  '',
  '<b>Суспільство</b>',
  '<a href="https://news.example.ua/desna">Міст через Десну відкрили для руху</a>',
  'Двома смугами вже їздять автобуси; вантажівки пустять у листопаді.',
  '<blockquote expandable>Роботи тривали сім місяців. Будівельники замінили прогонові балки, вирівняли полотно й поставили нове освітлення. Рух обмежать ще раз навесні, коли мостовики перевірятимуть шви. До того часу швидкість на мості — не більш як сорок кілометрів на годину.</blockquote>',
  '<i>Деснянський вісник, 08:15 · ще 2 джерела</i>',
].join('\n');

/** A bot of a few lines that shows what the page must render. */
export function startScriptedBot(sandbox: Sandbox): ScriptedBot {
  const { result } = caller(sandbox);
  let running = true;
  let offset = 0;
  const panel = (chosen: boolean) => ({
    inline_keyboard: [
      [
        { text: chosen ? '✅ Війна' : 'Війна', callback_data: 'war' },
        { text: 'Політика', callback_data: 'politics' },
      ],
      [{ text: 'Зведення', callback_data: 'digest' }],
    ],
  });

  // biome-ignore lint/suspicious/noExplicitAny: the updates are read as they come
  async function onUpdate({ message, callback_query: press }: any): Promise<void> {
    const chat_id = message?.chat.id ?? press?.message.chat.id;
    if (press) return onPress(press, chat_id);
    if (message?.chat_shared) {
      await result('sendMessage', { chat_id: CHANNEL, text: 'Доброго ранку, читачі!' });
    } else if (message?.text === '/start') {
      await result('sendChatAction', { chat_id, action: 'typing' });
      await result('sendMessage', { chat_id, text: 'Про що розповідати?', reply_markup: panel(false) });
    } else if (message?.text === '/channel') {
      const request_chat = {
        request_id: 1,
        chat_is_channel: true,
        user_administrator_rights: RIGHTS,
        bot_administrator_rights: RIGHTS,
        request_title: true,
      };
      const keyboard = [[{ text: 'Обрати канал', request_chat }]];
      await result('sendMessage', {
        chat_id,
        text: 'Куди дописувати?',
        reply_markup: { keyboard, one_time_keyboard: true },
      });
    } else if (message?.text?.startsWith('/rules')) {
      const inline_keyboard = [[{ text: 'Що тут можна?', callback_data: 'rules' }]];
      await result('sendMessage', { chat_id, text: 'Правила групи', reply_markup: { inline_keyboard } });
    } else if (message?.text) await result('sendMessage', { chat_id, text: `Ви сказали: ${message.text}` });
  }

  // biome-ignore lint/suspicious/noExplicitAny: the updates are read as they come
  async function onPress({ id, data, message }: any, chat_id: number): Promise<void> {
    const answer = (extra: object) => result('answerCallbackQuery', { callback_query_id: id, ...extra });
    if (data === 'war') {
      await result('editMessageReplyMarkup', { chat_id, message_id: message.message_id, reply_markup: panel(true) });
      await answer({ text: 'Додано: Війна' });
    } else if (data === 'digest') {
      await result('sendMessage', { chat_id, text: DIGEST, parse_mode: 'HTML' });
      await answer({});
    } else await answer({ text: 'Налаштування змінюють лише адміністратори групи.', show_alert: true });
  }

  async function run(): Promise<void> {
    await result('setMyCommands', {
      commands: [
        { command: 'start', description: 'Почати спочатку' },
        { command: 'latest', description: 'Що нового' },
        { command: 'channel', description: 'Зведення для каналу' },
      ],
    });
    await result('setMyDescription', { description: 'Коротко про головне: новини за вашими темами, у ваш час.' });
    while (running) {
      for (const update of await result('getUpdates', { offset, timeout: 1 })) {
        offset = update.update_id + 1;
        await onUpdate(update);
      }
    }
  }

  const ended = run();
  return {
    async stop() {
      running = false;
      await ended;
    },
  };
}
