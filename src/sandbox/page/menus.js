import { act } from './api.js';
import { askText, choose } from './dialogs.js';
import { toast } from './dom.js';
import { amAdmin, botStatus, chatName, model, openChat, speech } from './model.js';

const REACTIONS = ['👍', '👎', '❤️', '🔥', '😢'];
const ADMIN_RIGHTS = {
  can_post_messages: true,
  can_edit_messages: true,
  can_delete_messages: true,
  can_pin_messages: true,
  can_manage_topics: true,
};

/** What a person can do with one message. */
export function messageMenu(message) {
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
