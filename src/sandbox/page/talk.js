import { byId, dayName, dressAvatar, h } from './dom.js';
import { messageMenu } from './menus.js';
import { messageRow } from './messages.js';
import { aboutChat, amAdmin, botStatus, chatName, loadMessages, model, openChat, speech } from './model.js';
import { follow, press } from './taps.js';

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
  if (entry.chat.type === 'channel' && botStatus(entry) !== 'administrator') {
    return 'Канал порожній. Зробіть бота адміністратором, і він зможе публікувати дописи.';
  }
  if (entry.chat.type === 'channel') return 'Канал порожній. Бот може публікувати тут дописи.';
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
  const offer = entry.chat.type === 'channel' && amAdmin(entry) && botStatus(entry) !== 'administrator';
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

/** Puts a message at the end of the talk, if it belongs to what is shown; a chat that is being read comes with all of them. */
export function append(message) {
  if (!openChat()) return;
  if (model.thread !== null && message.message_thread_id !== model.thread) return;
  const box = byId('messages');
  box.querySelector('.empty')?.remove();
  const day = dayName(message.date);
  if (box.dataset.day !== day || !box.querySelector('.day')) box.append(h('div', { className: 'day' }, day));
  box.dataset.day = day;
  const atEnd = isAtEnd(box);
  box.append(messageRow(message, view()));
  markFolds(box.lastElementChild);
  if (atEnd || message.from?.id === model.me) box.scrollTop = box.scrollHeight;
}

/** Is the talk scrolled to its end, or nearly so? */
function isAtEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < 120;
}

/** Draws a changed message in its place. */
export function redraw(message) {
  if (!openChat()) return;
  const old = byId('messages').querySelector(`[data-id="${message.message_id}"]`);
  if (!old) return;
  const box = byId('messages');
  const atEnd = isAtEnd(box);
  const open = [...old.querySelectorAll('.folded')].map((quote) => quote.getAttribute('aria-expanded'));
  const row = messageRow(message, view());
  old.replaceWith(row);
  for (const [at, quote] of row.querySelectorAll('.folded').entries())
    quote.setAttribute('aria-expanded', open[at] ?? 'false');
  markFolds(row);
  // A panel that grew keeps its last button in sight.
  if (atEnd) box.scrollTop = box.scrollHeight;
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
    onMenu: messageMenu,
    onCommand: (text) => speech.say(text),
    onLink: follow,
  };
}
