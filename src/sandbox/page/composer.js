import { act } from './api.js';
import { askText, choose } from './dialogs.js';
import { byId, h, toast } from './dom.js';
import { shortText } from './messages.js';
import { amAdmin, botStatus, chatName, model, openChat, speech } from './model.js';

const PLACES = [
  ['Київ', 50.4501, 30.5234],
  ['Львів', 49.8397, 24.0297],
  ['Варшава', 52.2297, 21.0122],
  ['Нью-Йорк', 40.7128, -74.006],
];

/** Wires the line where the person writes. */
export function startComposer() {
  speech.say = say;
  speech.reply = (message) => {
    model.replyTo = message;
    showReplying();
    byId('text').focus();
  };
  speech.write = (text) => {
    byId('text').value = text;
    byId('text').focus();
    onInput();
  };
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  byId('text').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void submit();
    }
  });
  byId('text').addEventListener('input', onInput);
  byId('commands').addEventListener('click', showCommands);
  byId('attach').addEventListener('click', attach);
  byId('file').addEventListener('change', sendFile);
  byId('replying')
    .querySelector('button')
    .addEventListener('click', () => {
      model.replyTo = null;
      showReplying();
    });
}

/** Shows what this chat lets the person do: write, start the bot, or only read. */
export function showComposer() {
  const entry = openChat();
  const gate = byId('gate');
  const fresh = entry?.chat.type === 'private' && (!entry.bot || botStatus(entry) === 'kicked');
  const reader = entry?.chat.type === 'channel' && !amAdmin(entry);
  byId('composer').hidden = !entry || fresh || reader;
  gate.hidden = !fresh;
  gate.textContent = entry?.bot ? 'Розблокувати й почати знову' : 'Почати';
  gate.onclick = () => say('/start');
  byId('text').placeholder = entry?.chat.type === 'channel' ? 'Допис у каналі' : 'Повідомлення';
  byId('commands').hidden = entry?.chat.type === 'channel' || (entry?.commands.length ?? 0) === 0;
  showKeyboard(entry);
  showReplying();
  byId('suggestions').hidden = true;
}

async function submit() {
  const field = byId('text');
  const text = field.value.trim();
  if (text === '') return;
  field.value = '';
  onInput();
  await say(text);
}

/** Says something in the open chat in the person's name. */
async function say(text) {
  const entry = openChat();
  if (!entry) return;
  const place = { chat_id: entry.chat.id, from: model.me, text };
  if (entry.chat.type === 'channel') return act('channel_post', place);
  const reply = model.replyTo ? { reply_to: model.replyTo.message_id } : {};
  const thread = model.thread === null ? {} : { thread_id: model.thread };
  model.replyTo = null;
  showReplying();
  return act('message', { ...place, ...reply, ...thread });
}

function showReplying() {
  byId('replying').hidden = !model.replyTo;
  if (model.replyTo) byId('replying').firstElementChild.textContent = `Відповідь: ${shortText(model.replyTo)}`;
}

let asking = 0;

function onInput() {
  const field = byId('text');
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
  clearTimeout(asking);
  const inline = new RegExp(`^@${model.state.bot.username}\\s+(.*)$`, 'is').exec(field.value);
  const command = /^\/([a-z0-9_]*)$/.exec(field.value);
  if (inline) asking = setTimeout(() => void askInline(inline[1]), 300);
  else if (command) suggest(commandsLike(command[1]));
  else suggest([]);
}

function commandsLike(start) {
  return (openChat()?.commands ?? [])
    .filter(({ command }) => command.startsWith(start))
    .map(({ command, description }) => ({ name: `/${command}`, note: description, run: () => sayCommand(command) }));
}

function sayCommand(command) {
  byId('text').value = '';
  suggest([]);
  void say(`/${command}`);
}

async function askInline(query) {
  const answer = await act('inline_query', { from: model.me, query, chat_type: openChat()?.chat.type ?? 'sender' });
  if (!answer.answered) return suggest([{ name: 'Бот не відповів.', note: '', run: () => {} }]);
  const take = (result) => async () => {
    byId('text').value = '';
    suggest([]);
    await act('choose_inline', { chat_id: model.open, from: model.me, query, result });
  };
  suggest(
    answer.results.map((result) => ({
      name: result.title,
      note: result.description ?? '',
      className: 'card',
      run: take(result),
    })),
  );
}

function suggest(items) {
  const box = byId('suggestions');
  box.hidden = items.length === 0;
  box.replaceChildren(
    ...items.map(({ name, note, run, className = '' }) =>
      h('button', { type: 'button', className, onclick: run }, h('b', {}, name), h('span', {}, note)),
    ),
  );
}

function showCommands() {
  const box = byId('suggestions');
  if (box.hidden) suggest(commandsLike(''));
  else suggest([]);
}

function attach() {
  choose('Надіслати', [
    { name: '📄 Файл з комп’ютера', run: () => byId('file').click() },
    { name: '📍 Місце', run: sendPlace },
  ]);
}

async function sendFile() {
  const [file] = byId('file').files;
  if (!file) return;
  byId('file').value = '';
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  const content = { name: file.name, mime_type: file.type || undefined, content: btoa(binary), base64: true };
  await act('document', { chat_id: model.open, from: model.me, ...content });
}

function sendPlace() {
  choose(
    'Яке місце надіслати?',
    PLACES.map(([name, latitude, longitude]) => ({
      name,
      run: () => act('location', { chat_id: model.open, from: model.me, latitude, longitude }),
    })),
  );
}

function showKeyboard(entry) {
  const box = byId('reply-keyboard');
  box.hidden = !entry?.keyboard || entry.chat.type === 'channel';
  if (box.hidden) return;
  const rows = entry.keyboard.keyboard.map((row) =>
    h(
      'div',
      { className: 'row' },
      ...row.map((button) => h('button', { type: 'button', onclick: () => pressReply(entry, button) }, button.text)),
    ),
  );
  box.replaceChildren(...rows);
}

function pressReply(entry, button) {
  if (button.request_chat) return pickChat(entry, button);
  if (button.request_location) return sendPlace();
  if (button.request_contact || button.request_users || button.request_poll)
    return toast('Пісочниця не вміє натискати такі кнопки.');
  return say(button.text);
}

/** The picker of a "pick a chat" button: the chats that fit, and what the bot will be able to do there. */
function pickChat(entry, { text, request_chat: request }) {
  const chats = entry.offers.find(({ request_id }) => request_id === request.request_id)?.chats ?? [];
  const channel = request.chat_is_channel;
  const pick = (chat) => () =>
    act('pick_chat', {
      chat_id: entry.chat.id,
      from: model.me,
      request_id: request.request_id,
      shared_chat_id: chat.id,
    });
  const rights = request.bot_administrator_rights ? 'Бот стане там адміністратором' : '';
  const create = {
    name: channel ? 'Створити новий канал' : 'Створити нову групу',
    run: () =>
      askText(
        channel ? 'Новий канал' : 'Нова група',
        { placeholder: 'Назва', done: 'Створити й обрати' },
        async (title) => {
          const type = channel ? 'channel' : request.chat_is_forum ? 'forum' : 'supergroup';
          await pick(await act('create_chat', { from: model.me, type, title }))();
        },
      ),
  };
  choose(text, [
    ...chats.map((chat) => ({ name: chatName({ chat }), note: rights, id: chat.id, run: pick(chat) })),
    create,
  ]);
}
