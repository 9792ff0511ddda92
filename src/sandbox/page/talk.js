import { act } from './api.js';
import { alertBox, askText, choose } from './dialogs.js';
import { byId, dayName, dressAvatar, h, toast } from './dom.js';
import { messageRow } from './messages.js';
import { aboutChat, amAdmin, botStatus, chatName, loadMessages, model, openChat } from './model.js';

/** What the composer does; set by it, so that a tap in a message can speak for the person. */
export const speech = { say: (_text) => {}, reply: (_message) => {} };

const REACTIONS = ['👍', '👎', '❤️', '🔥', '😢'];
const ADMIN_RIGHTS = {
  can_post_messages: true,
  can_edit_messages: true,
  can_delete_messages: true,
  can_pin_messages: true,
  can_manage_topics: true,
};

/** Draws the open chat anew. */
export async function showTalk() {
  const entry = openChat();
  byId('app').dataset.open = entry ? 'talk' : 'list';
  byId('talk-bar').hidden = !entry;
  if (!entry) return byId('messages').replaceChildren(h('p', { className: 'empty' }, 'Оберіть чат ліворуч.'));
  showBar();
  showTopics(entry);
  const messages = await loadMessages(entry.chat.id);
  if (model.open !== entry.chat.id) return;
  const box = byId('messages');
  box.replaceChildren();
  for (const message of messages.values()) append(message);
  if (messages.size === 0) box.append(h('p', { className: 'empty' }, introduction(entry)));
  box.scrollTop = box.scrollHeight;
}

function introduction(entry) {
  if (entry.chat.type === 'private')
    return model.state.bot.description || 'Натисніть «Почати», щоб заговорити з ботом.';
  if (entry.chat.type === 'channel') return 'Канал порожній. Додайте бота адміністратором, і він зможе дописувати.';
  return 'Напишіть щось першими.';
}

/** The line above the talk. */
export function showBar() {
  const entry = openChat();
  if (!entry) return;
  const name = chatName(entry);
  dressAvatar(byId('talk-avatar'), name, entry.chat.id);
  byId('talk-title').textContent = name;
  byId('talk-about').textContent = aboutChat(entry);
  byId('talk-about').classList.toggle('typing', model.typing.get(entry.chat.id) > Date.now());
  const offer = entry.chat.type !== 'private' && amAdmin(entry) && botStatus(entry) !== 'administrator';
  byId('make-admin').hidden = !offer;
}

function showTopics(entry) {
  const nav = byId('topics');
  const topics = entry.topics.filter(({ state }) => state !== 'deleted');
  nav.hidden = !entry.chat.is_forum;
  const chip = (name, thread) =>
    h(
      'button',
      {
        type: 'button',
        'aria-pressed': String(model.thread === thread),
        onclick: () => {
          model.thread = thread;
          void showTalk();
        },
      },
      name,
    );
  nav.replaceChildren(
    chip('Усе', null),
    ...topics.map(({ message_thread_id, name, state }) =>
      chip(state === 'closed' ? `🔒 ${name}` : name, message_thread_id),
    ),
  );
}

/** Puts a message at the end of the talk, if it belongs to what is shown. */
export function append(message) {
  if (model.thread !== null && message.message_thread_id !== model.thread) return;
  const box = byId('messages');
  box.querySelector('.empty')?.remove();
  const day = dayName(message.date);
  if (box.dataset.day !== day || !box.querySelector('.day')) box.append(h('div', { className: 'day' }, day));
  box.dataset.day = day;
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 120;
  box.append(messageRow(message, view()));
  markFolds(box.lastElementChild);
  if (atEnd || message.from?.id === model.me) box.scrollTop = box.scrollHeight;
}

/** Draws a changed message in its place. */
export function redraw(message) {
  const old = byId('messages').querySelector(`[data-id="${message.message_id}"]`);
  if (!old) return;
  const open = [...old.querySelectorAll('.folded')].map((quote) => quote.getAttribute('aria-expanded'));
  const row = messageRow(message, view());
  old.replaceWith(row);
  for (const [at, quote] of row.querySelectorAll('.folded').entries())
    quote.setAttribute('aria-expanded', open[at] ?? 'false');
  markFolds(row);
}

export function erase(ids) {
  for (const id of ids) byId('messages').querySelector(`[data-id="${id}"]`)?.remove();
}

/** A quote of three lines or less has nothing to unfold. */
function markFolds(row) {
  for (const fold of row.querySelectorAll('.fold')) {
    const quote = fold.parentElement;
    if (quote.getAttribute('aria-expanded') === 'false')
      quote.classList.toggle('short', fold.scrollHeight <= fold.clientHeight + 2);
  }
}

function view() {
  const entry = openChat();
  return {
    me: model.me,
    chat: entry.chat,
    bot: model.state.bot,
    onPress: press,
    onMenu: menu,
    onCommand: (text) => speech.say(text),
    onLink: follow,
  };
}

async function press(message, button, element) {
  if (button.url) return window.open(button.url, '_blank', 'noopener,noreferrer');
  if (button.copy_text) {
    await navigator.clipboard.writeText(button.copy_text.text);
    return toast('Скопійовано');
  }
  if (button.switch_inline_query_current_chat !== undefined) {
    return speech.write(`@${model.state.bot.username} ${button.switch_inline_query_current_chat}`);
  }
  if (button.callback_data === undefined) return toast('Пісочниця не вміє натискати такі кнопки.');
  element.setAttribute('aria-busy', 'true');
  try {
    const answer = await act('press', {
      chat_id: message.chat.id,
      from: model.me,
      message_id: message.message_id,
      data: button.callback_data,
    });
    if (!answer.answered) toast('Бот не відповів на натискання.');
    else if (answer.url) window.open(answer.url, '_blank', 'noopener,noreferrer');
    else if (answer.text && answer.show_alert) alertBox(answer.text);
    else if (answer.text) toast(answer.text);
  } finally {
    element.removeAttribute('aria-busy');
  }
}

/** Links to the bot itself stay here: a start with its parameter, or an invitation to a chat. */
function follow(event, address) {
  const url = new URL(address);
  if (url.hostname !== 't.me' || url.pathname.slice(1) !== model.state.bot.username) return;
  event.preventDefault();
  const query = url.searchParams;
  if (query.has('startchannel') || query.has('startgroup')) inviteBot(query);
  else window.dispatchEvent(new CustomEvent('start-bot', { detail: query.get('start') ?? '' }));
}

function inviteBot(query) {
  const kind = query.has('startchannel') ? 'channel' : 'group';
  const asked = (query.get('admin') ?? '')
    .split(/[+ ]/)
    .filter(Boolean)
    .map((right) => [`can_${right}`, true]);
  const rights = Object.fromEntries(asked);
  const fits = model.state.chats.filter(
    (entry) =>
      amAdmin(entry) && (entry.chat.type === 'channel') === (kind === 'channel') && entry.chat.type !== 'private',
  );
  const status = kind === 'channel' || asked.length > 0 ? 'administrator' : 'member';
  choose(
    kind === 'channel' ? 'До якого каналу додати бота?' : 'До якої групи додати бота?',
    fits.map((entry) => ({
      name: chatName(entry),
      id: entry.chat.id,
      run: async () => {
        await act('bot_rights', { chat_id: entry.chat.id, from: model.me, status, ...rights });
        const start = query.get('startgroup');
        if (start)
          await act('message', {
            chat_id: entry.chat.id,
            from: model.me,
            text: `/start@${model.state.bot.username} ${start}`,
          });
      },
    })),
  );
}

function menu(message) {
  const place = { chat_id: message.chat.id, from: model.me, message_id: message.message_id };
  const mine = message.from?.id === model.me || (message.chat.type === 'channel' && amAdmin(openChat()));
  const change = () =>
    askText('Змінити повідомлення', { value: message.text ?? '', done: 'Змінити' }, (text) =>
      act('edit_message', { ...place, text }),
    );
  choose('Повідомлення', [
    { name: 'Відповісти', run: () => speech.reply(message) },
    ...REACTIONS.map((emoji) => ({ name: `${emoji}  Реакція`, run: () => act('react', { ...place, emoji }) })),
    ...(mine && message.text ? [{ name: 'Змінити', run: change }] : []),
    {
      name: 'Переслати боту',
      run: () => act('forward', { ...place, from_chat_id: message.chat.id, chat_id: model.me }),
    },
  ]);
}

/** What an admin, or anybody, can do with the chat as a whole. */
export function chatMenu() {
  const entry = openChat();
  if (!entry) return;
  const place = { chat_id: entry.chat.id, from: model.me };
  const bot = (status, rights = {}) => act('bot_rights', { ...place, status, ...rights });
  const items = [];
  if (entry.chat.type === 'private') {
    const blocked = botStatus(entry) === 'kicked';
    items.push({
      name: blocked ? 'Розблокувати бота' : 'Заблокувати бота',
      run: () => act(blocked ? 'unblock' : 'block', place),
    });
  } else if (amAdmin(entry)) {
    if (botStatus(entry) !== 'administrator') items.push({ name: 'Зробити бота адміністратором', run: makeAdmin });
    if (botStatus(entry) !== 'member' && entry.chat.type !== 'channel')
      items.push({ name: 'Зробити бота звичайним учасником', run: () => bot('member') });
    if (!['left', 'kicked'].includes(botStatus(entry))) items.push({ name: 'Вилучити бота', run: () => bot('kicked') });
    if (entry.chat.is_forum) {
      items.push({
        name: 'Нова тема',
        run: () =>
          askText('Нова тема', { placeholder: 'Назва теми', done: 'Створити' }, (name) =>
            act('topic', { ...place, name }),
          ),
      });
    }
    if (entry.chat.type === 'group')
      items.push({
        name: 'Перетворити на супергрупу',
        run: async () => {
          const next = await act('migrate', place);
          window.dispatchEvent(new CustomEvent('open-chat', { detail: next.id }));
        },
      });
    for (const user of model.state.users) {
      if (!entry.members.some((member) => member.user.id === user.id && !['left', 'kicked'].includes(member.status))) {
        items.push({
          name: `Додати: ${user.first_name}`,
          run: () => act('member', { ...place, user: user.id, status: 'member' }),
        });
      }
    }
  }
  choose(chatName(entry), items, 'З цим чатом може щось робити лише його адміністратор.');
}

export async function makeAdmin() {
  const entry = openChat();
  await act('bot_rights', { chat_id: entry.chat.id, from: model.me, status: 'administrator', ...ADMIN_RIGHTS });
  toast('Бот тепер адміністратор.');
}
