import { act } from './api.js';
import { alertBox, choose } from './dialogs.js';
import { toast } from './dom.js';
import { amAdmin, chatName, model, speech } from './model.js';

/** Presses an inline button and shows what the bot answers. */
export async function press(message, button, element) {
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
export function follow(event, address) {
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
