import { describe, expect, it } from 'vitest';
import { deskMembersOf, deskOfChat } from '../../src/chats/store.js';
import { labels, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel, olena: OLENA, taras: TARAS } = STARTING;
const RIGHTS = { can_post_messages: true, can_edit_messages: true, can_promote_members: true };

/** Олена at the desk of her channel, of which Тарас is an admin too. */
async function atDesk() {
  const olena = bot.person();
  await olena.says('/channel');
  await olena.waitForText('Дайджест для каналу чи групи');
  await olena.does('pick_chat', { request_id: 1, shared_chat_id: channel });
  await olena.press(await olena.waitForText('Ранкове зведення · Ранкові новини'), '← Назад');
  const panel = await olena.waitForText('Редакція · Ранкові новини');
  await olena.does('member', { chat_id: channel, user: TARAS, status: 'administrator', ...RIGHTS });
  return { olena, panel, taras: bot.person({ id: TARAS }) };
}

async function invitation(
  olena: ReturnType<typeof bot.person>,
  panel: Parameters<typeof olena.press>[0],
  button: string,
) {
  await olena.press(panel, 'Люди');
  await olena.waitForText('Редакція: люди');
  await olena.press(panel, button);
  const message = await olena.waitForText('Перешліть це посилання');
  return /start=(\S+)/.exec(message.text ?? '')?.[1] ?? '';
}

const members = async () => {
  const desk = await deskOfChat(bot.db, (await bot.chat(channel)).id);
  return desk ? (await deskMembersOf(bot.db, desk.id)).map(({ userId, role }) => [userId, role]) : [];
};

describe('the people of a desk', () => {
  it('come by an invitation that works once, with the role that it gives, and are in the journal', async () => {
    const { olena, panel, taras } = await atDesk();
    const link = await invitation(olena, panel, 'Запросити редактора');
    await taras.says(`/start ${link}`);
    const his = await taras.waitForText('Редакція · Ранкові новини');
    expect(labels(his)).not.toContain('Новий дайджест');
    expect(await members()).toEqual([
      [OLENA, 'owner'],
      [TARAS, 'editor'],
    ]);
    const other = bot.person({ id: OLENA });
    await other.says(`/start ${link}`);
    await other.waitForText('Це запрошення вже не діє');
    await olena.press(panel, '← Назад');
    await olena.press(panel, 'Журнал');
    const journal = await olena.waitForText('Редакція: журнал');
    expect(journal.text).toMatch(
      /Тарас: прийнято запрошення\n.*Олена: створено запрошення\n.*Олена: відкрито редакцію/,
    );
  });

  it('are admins of the channel: others cannot come, and use up no invitation', async () => {
    const { olena, panel, taras } = await atDesk();
    await olena.does('member', { chat_id: channel, user: TARAS, status: 'member' });
    const link = await invitation(olena, panel, 'Запросити редактора');
    await taras.says(`/start ${link}`);
    await taras.waitForText('Це запрошення вже не діє, або ви не адміністратор');
    await olena.does('member', { chat_id: channel, user: TARAS, status: 'administrator', ...RIGHTS });
    await taras.says(`/start ${link}`);
    await taras.waitForText('Редакція · Ранкові новини');
  });

  it('hear that an invitation was cancelled', async () => {
    const { olena, panel, taras } = await atDesk();
    const link = await invitation(olena, panel, 'Запросити власника');
    await olena.press(panel, 'Скасувати запрошення');
    await taras.says(`/start ${link}`);
    await taras.waitForText('Це запрошення вже не діє');
    expect(await members()).toEqual([[OLENA, 'owner']]);
  });

  it('get other roles, and go; the last owner’s desk rests until an admin takes it over', async () => {
    const { olena, panel, taras } = await atDesk();
    await taras.says(`/start ${await invitation(olena, panel, 'Запросити редактора')}`);
    await taras.waitForText('Редакція · Ранкові новини');
    await olena.press(panel, '← Назад');
    await olena.press(panel, 'Люди');
    await olena.press(panel, 'Зробити власником: Тарас');
    expect(await members()).toContainEqual([TARAS, 'owner']);
    await olena.press(panel, '✕ Тарас');
    expect(await members()).toEqual([[OLENA, 'owner']]);
    await olena.press(panel, 'Вийти з редакції');
    await olena.waitForText('Ви вийшли з редакції');
    expect((await deskOfChat(bot.db, (await bot.chat(channel)).id))?.ownerlessSince).not.toBeNull();

    await taras.says('/channel');
    await taras.waitForText('Дайджест для каналу чи групи');
    await taras.does('pick_chat', { request_id: 1, shared_chat_id: channel });
    await taras.press(await taras.waitForText('не лишилося власника'), 'Узяти редакцію');
    await taras.waitForText('Редакція · Ранкові новини');
    expect(await members()).toEqual([[TARAS, 'owner']]);
  });

  it('who own it and lost their rights without pressing anything keep it from no other admin', async () => {
    const { olena, taras } = await atDesk();
    await olena.does('member', { chat_id: channel, user: OLENA, from: undefined, status: 'administrator' });
    await taras.says('/channel');
    await taras.waitForText('Дайджест для каналу чи групи');
    await taras.does('pick_chat', { request_id: 1, shared_chat_id: channel });
    const word = await taras.waitForText('У редакції «Ранкові новини» не лишилося власника');
    expect(await members()).toEqual([]);
    await taras.press(word, 'Узяти редакцію');
    await taras.waitForText('Редакція · Ранкові новини');
    expect(await members()).toEqual([[TARAS, 'owner']]);
  });

  it('who stay hear that the last owner left, with the button that takes the desk', async () => {
    const { olena, panel, taras } = await atDesk();
    await taras.says(`/start ${await invitation(olena, panel, 'Запросити редактора')}`);
    await taras.waitForText('Редакція · Ранкові новини');
    await olena.press(panel, 'Вийти з редакції');
    await olena.waitForText('Ви вийшли з редакції');
    await bot.tell();
    await bot.deliver();
    await taras.press(await taras.waitForText('не лишилося власника', { fromStart: true }), 'Узяти редакцію');
    await taras.waitForText('Редакція · Ранкові новини');
    expect(await members()).toEqual([[TARAS, 'owner']]);
  });
});
