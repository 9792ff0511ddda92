import { deskOfChat, seatMember } from '../../src/chats/store.js';
import { NOW, STARTING, type useBot } from './support.js';

/** Олена has just opened the desk of her channel and sees its first digest; Тарас, an admin too, is its editor. */
export async function openedDesk(bot: ReturnType<typeof useBot>) {
  const { channel, taras: userId } = STARTING;
  const [olena, taras] = [bot.person(), bot.person({ id: userId })];
  for (const person of [olena, taras]) {
    await person.says('/settings');
    await person.waitForText('Налаштування');
  }
  const rights = { can_post_messages: true, can_edit_messages: true, can_promote_members: true };
  await olena.does('bot_rights', { chat_id: channel, status: 'administrator', ...rights });
  const panel = await olena.waitForText('Ранкове зведення · Ранкові новини');
  await olena.does('member', { chat_id: channel, user: userId, status: 'administrator', ...rights });
  const chat = await bot.chat(channel);
  const desk = await deskOfChat(bot.db, chat.id);
  if (!desk) throw new Error('the desk was not opened');
  await seatMember(bot.db, { deskId: desk.id, userId, role: 'editor' }, NOW);
  return { olena, taras, panel, chat, desk };
}
