import { clock, h } from './dom.js';
import { formatted } from './entities.js';

/**
 * One message as a row of the talk.
 * @param {{me: number, chat: object, bot: object, onPress: Function, onMenu: Function, onCommand: Function, onLink: Function}} view
 */
export function messageRow(message, view) {
  const service = serviceText(message);
  if (service) return h('div', { className: 'service', 'data-id': message.message_id }, service);
  const own = message.from?.id === view.me && !message.sender_chat;
  return h(
    'article',
    { className: own ? 'message own' : 'message', 'data-id': message.message_id },
    h('div', { className: 'bubble' }, ...contents(message, view, own)),
    message.reply_markup ? inlineKeyboard(message, view) : null,
  );
}

function contents(message, view, own) {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities;
  return [
    view.chat.type !== 'private' && !own ? h('p', { className: 'author' }, authorName(message)) : null,
    message.forward_origin ? h('p', { className: 'origin' }, `Переслано: ${originName(message.forward_origin)}`) : null,
    message.reply_to_message ? h('p', { className: 'quoted' }, shortText(message.reply_to_message)) : null,
    message.photo ? picture(message.photo.at(-1)) : null,
    message.document ? attachment(message.document) : null,
    message.location
      ? h('p', { className: 'origin' }, `📍 ${message.location.latitude}, ${message.location.longitude}`)
      : null,
    text ? h('div', { className: 'text' }, formatted(text, entities, view)) : null,
    footer(message, view),
  ];
}

function footer(message, view) {
  const reactions = countedReactions(message);
  return h(
    'footer',
    {},
    h(
      'span',
      { className: 'reactions' },
      ...reactions.map(([emoji, count]) =>
        h('span', { className: 'reaction' }, count > 1 ? `${emoji} ${count}` : emoji),
      ),
    ),
    message.via_bot ? h('span', {}, `через @${message.via_bot.username}`) : null,
    message.edit_date ? h('span', {}, 'змінено') : null,
    h('time', { dateTime: new Date(message.date * 1000).toISOString() }, clock(message.date)),
    h(
      'button',
      {
        type: 'button',
        className: 'more',
        'aria-label': 'Дії з повідомленням',
        onclick: () => view.onMenu(message),
      },
      '⋯',
    ),
  );
}

function countedReactions(message) {
  const all = Object.values(message.reactions ?? {}).flat();
  const counts = new Map();
  for (const { emoji } of all) if (emoji) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return [...counts];
}

function picture({ file_id }) {
  return h('img', { src: `/sandbox/file?id=${encodeURIComponent(file_id)}`, alt: 'Зображення', loading: 'lazy' });
}

function attachment({ file_id, file_name, file_size }) {
  return h(
    'a',
    { className: 'file', href: `/sandbox/file?id=${encodeURIComponent(file_id)}`, download: file_name },
    h('span', { 'aria-hidden': 'true' }, '📄'),
    h('span', {}, file_name),
    h('small', {}, sizeName(file_size)),
  );
}

function sizeName(bytes) {
  return bytes < 1024 ? `${bytes} Б` : `${(bytes / 1024).toLocaleString('uk', { maximumFractionDigits: 1 })} КБ`;
}

function inlineKeyboard(message, view) {
  const rows = message.reply_markup.inline_keyboard.map((row) =>
    h('div', { className: 'row' }, ...row.map((button) => inlineButton(message, button, view))),
  );
  return h('div', { className: 'keyboard' }, ...rows);
}

function inlineButton(message, button, view) {
  const sign = button.url ? ' ↗' : '';
  return h(
    'button',
    {
      type: 'button',
      disabled: Boolean(button.disabled),
      onclick: (event) => view.onPress(message, button, event.currentTarget),
    },
    button.text + sign,
  );
}

function authorName(message) {
  if (message.sender_chat) return message.sender_chat.title ?? '';
  return [message.from?.first_name, message.from?.last_name].filter(Boolean).join(' ');
}

function originName({ chat, sender_chat, sender_user }) {
  return chat?.title ?? sender_chat?.title ?? sender_user?.first_name ?? '';
}

/** The first words of a message, for lists and quotations. */
export function shortText(message) {
  if (!message) return '';
  const text = message.text ?? message.caption;
  if (text) return text.replace(/\s+/g, ' ').slice(0, 90);
  if (message.photo) return 'Зображення';
  if (message.document) return message.document.file_name;
  if (message.location) return 'Місце';
  return serviceText(message) ?? '';
}

/** What a service message says; null for an ordinary one. */
function serviceText(message) {
  const by = authorName(message);
  const names = (users) => users.map(({ first_name }) => first_name).join(', ');
  if (message.new_chat_members) return `${by} додає: ${names(message.new_chat_members)}`;
  if (message.new_chat_title) return `Нова назва: «${message.new_chat_title}»`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} виходить`;
  if (message.pinned_message) return `Закріплено: «${shortText(message.pinned_message)}»`;
  if (message.chat_shared) return `Ви поділилися чатом «${message.chat_shared.title ?? 'без назви'}»`;
  if (message.migrate_to_chat_id) return 'Групу перетворено на супергрупу';
  if (message.migrate_from_chat_id) return 'Це та сама група, тепер супергрупа';
  if (message.forum_topic_created) return `Нова тема: «${message.forum_topic_created.name}»`;
  if (message.forum_topic_closed) return 'Тему закрито';
  if (message.forum_topic_reopened) return 'Тему відкрито знову';
  return null;
}
