import { ask } from './api.js';

/** What the page knows: who looks at it, the chats, and the messages of those that were opened. */
export const model = {
  me: Number(sessionStorage.getItem('me')) || 100,
  open: null,
  thread: null,
  replyTo: null,
  state: { bot: {}, users: [], chats: [] },
  messages: new Map(),
  typing: new Map(),
  unread: new Map(),
};

/** Reads the whole state anew. */
export async function loadState() {
  model.state = await ask('GET', '/sandbox/state');
  if (!model.state.users.some(({ id }) => id === model.me)) model.me = model.state.users[0]?.id ?? 100;
}

/** Reads one chat anew: its keyboard, its members, what the bot may do in it. */
export async function loadChat(id) {
  const chat = await ask('GET', `/sandbox/chat?chat_id=${id}`);
  const at = model.state.chats.findIndex((known) => known.chat.id === id);
  if (at >= 0) model.state.chats[at] = chat;
  else model.state.chats.push(chat);
}

/** The messages of a chat, read once and then kept up by events. */
export async function loadMessages(id) {
  if (!model.messages.has(id)) {
    const list = await ask('GET', `/sandbox/messages?chat_id=${id}&limit=300`);
    model.messages.set(id, new Map(list.map((message) => [message.message_id, message])));
  }
  return model.messages.get(id);
}

/** The chats of the one who looks, the latest talk first. */
export function myChats() {
  const mine = model.state.chats.filter(({ chat, members, state }) => {
    if (state === 'migrated') return false;
    if (chat.type === 'private') return chat.id === model.me;
    return members.some(({ user, status }) => user.id === model.me && status !== 'left' && status !== 'kicked');
  });
  return mine.sort((a, b) => (b.last_message?.date ?? 0) - (a.last_message?.date ?? 0));
}

export const openChat = () => model.state.chats.find(({ chat }) => chat.id === model.open) ?? null;

/** The name of a chat for the one who looks: his private chat is the bot. */
export function chatName({ chat }) {
  return chat.type === 'private' ? (model.state.bot.first_name ?? 'Бот') : chat.title;
}

/** What the one who looks is in a chat. */
function myStatus({ members }) {
  return members.find(({ user }) => user.id === model.me)?.status ?? 'left';
}

export function amAdmin(entry) {
  return ['creator', 'administrator'].includes(myStatus(entry));
}

export const botStatus = (entry) => entry.bot?.status ?? 'left';

const forms = new Intl.PluralRules('uk');
const MEMBERS = { one: 'учасник', few: 'учасники', many: 'учасників', other: 'учасника' };

/** A line under the name of a chat: who types, what it is, what the bot is in it. */
export function aboutChat(entry) {
  if (model.typing.get(entry.chat.id) > Date.now()) return 'друкує…';
  if (entry.chat.type === 'private') return 'бот';
  const bot = { administrator: 'бот — адміністратор', member: 'бот у чаті' }[botStatus(entry)] ?? 'без бота';
  if (entry.chat.type === 'channel') return `канал · ${bot}`;
  const count = entry.members.filter(({ status }) => status !== 'left' && status !== 'kicked').length;
  return `${count} ${MEMBERS[forms.select(count)]} · ${bot}`;
}

/** Speaks for the person from anywhere on the page; the composer fills it. */
export const speech = { say: (_text) => {}, reply: (_message) => {}, write: (_text) => {} };
