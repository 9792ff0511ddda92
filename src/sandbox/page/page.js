import { act, listen } from './api.js';
import { showComposer, startComposer } from './composer.js';
import { askNewChat } from './dialogs.js';
import { byId, clock, dressAvatar, h } from './dom.js';
import { chatMenu, makeAdmin } from './menus.js';
import { shortText } from './messages.js';
import { chatName, loadChat, loadState, model, myChats, openChat, speech } from './model.js';
import { append, erase, redraw, showBar, showTalk } from './talk.js';

const TYPING_SHOWN_MS = 5000;

/** Draws the list of chats. */
function showChats() {
  const items = myChats().map((entry) => {
    const name = chatName(entry);
    const avatar = h('span', { 'aria-hidden': 'true' });
    dressAvatar(avatar, name, entry.chat.id);
    const unread = model.unread.get(entry.chat.id) ?? 0;
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          'data-chat': entry.chat.id,
          'aria-current': String(entry.chat.id === model.open),
          onclick: () => open(entry.chat.id),
        },
        avatar,
        h('span', { className: 'name' }, signOf(entry.chat), name),
        h('time', {}, entry.last_message ? clock(entry.last_message.date) : ''),
        h('span', { className: 'last' }, shortText(entry.last_message) || lastless(entry)),
        unread > 0 ? h('span', { className: 'unread', 'aria-label': 'нових' }, String(unread)) : null,
      ),
    );
  });
  byId('chats').replaceChildren(...items);
}

const signOf = (chat) => ({ channel: '📢 ', private: '' })[chat.type] ?? '👥 ';
const lastless = (entry) => (entry.chat.type === 'private' ? 'Натисніть, щоб почати' : 'Ще немає повідомлень');

function showWho() {
  const options = model.state.users.map(({ id, first_name }) =>
    h('option', { value: String(id), selected: id === model.me }, first_name),
  );
  byId('who').replaceChildren(...options);
}

function showAll() {
  document.title = `${model.state.bot.first_name ?? 'Бот'} — пісочниця`;
  showWho();
  showChats();
  showComposer();
  return showTalk();
}

async function open(id) {
  model.open = id;
  model.thread = null;
  model.replyTo = null;
  model.unread.delete(id);
  if (id !== null) await loadChat(id);
  showChats();
  showComposer();
  await showTalk();
  if (id !== null && matchMedia('(min-width: 760px)').matches) byId('text').focus();
}

async function onEvent(event) {
  switch (event.type) {
    case 'message':
      return onMessage(event);
    case 'edit':
      model.messages.get(event.chat_id)?.set(event.message.message_id, event.message);
      if (event.chat_id === model.open) redraw(event.message);
      return;
    case 'delete':
      for (const id of event.message_ids) model.messages.get(event.chat_id)?.delete(id);
      if (event.chat_id === model.open) erase(event.message_ids);
      return;
    case 'typing':
      model.typing.set(event.chat_id, Date.now() + TYPING_SHOWN_MS);
      setTimeout(showBar, TYPING_SHOWN_MS + 50);
      return showBar();
    case 'chat':
      return onChat(event.chat_id);
    case 'bot':
      await loadState();
      showChats();
      return showComposer();
    case 'reset':
      return returned();
  }
}

async function onMessage({ chat_id, message, keyboard }) {
  model.messages.get(chat_id)?.set(message.message_id, message);
  model.typing.delete(chat_id);
  const entry = model.state.chats.find(({ chat }) => chat.id === chat_id);
  if (entry) entry.last_message = message;
  if (chat_id !== model.open) model.unread.set(chat_id, (model.unread.get(chat_id) ?? 0) + 1);
  else {
    showBar();
    append(message);
  }
  // What is shown beside the message (a keyboard, a first answer, the start button) is known by the chat itself.
  if (!entry || keyboard !== undefined || message.chat_shared || (chat_id === model.open && !entry.bot))
    await onChat(chat_id);
  showChats();
}

async function onChat(id) {
  await loadChat(id);
  showChats();
  // A channel's rights decide what a "pick a chat" button offers in the open chat.
  if (model.open !== null && model.open !== id && openChat()?.keyboard) await loadChat(model.open);
  showBar();
  showComposer();
  const emptyTalk = model.messages.get(id)?.size === 0;
  if (id === model.open && (emptyTalk || openChat()?.chat.is_forum)) await showTalk();
}

/** Everything may be otherwise now: after a lost connection, after a reset. */
async function returned() {
  model.messages.clear();
  model.unread.clear();
  await loadState();
  if (!openChat()) model.open = null;
  await showAll();
}

async function create({ kind, title, withBot }) {
  if (kind === 'person') {
    await act('create_user', { first_name: title, language_code: 'uk' });
    await loadState();
    return showWho();
  }
  const bot = withBot
    ? { bot: kind === 'channel' ? 'administrator' : 'member', can_post_messages: true, can_edit_messages: true }
    : {};
  const chat = await act('create_chat', { from: model.me, type: kind, title, ...bot });
  await open(chat.id);
}

function wire() {
  byId('back').addEventListener('click', () => open(null));
  byId('new-chat').addEventListener('click', () => askNewChat(create));
  byId('talk-menu').addEventListener('click', chatMenu);
  byId('make-admin').addEventListener('click', makeAdmin);
  byId('who').addEventListener('change', async ({ target }) => {
    model.me = Number(target.value);
    sessionStorage.setItem('me', target.value);
    await open(matchMedia('(min-width: 760px)').matches ? model.me : null);
  });
  window.addEventListener('open-chat', ({ detail }) => open(detail));
  window.addEventListener('start-bot', async ({ detail }) => {
    await open(model.me);
    await speech.say(detail ? `/start ${detail}` : '/start');
  });
}

wire();
startComposer();
await loadState();
if (matchMedia('(min-width: 760px)').matches) model.open = model.me;
await showAll();
listen(onEvent, returned);
document.body.dataset.ready = 'true';
