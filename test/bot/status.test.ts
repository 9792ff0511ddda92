import { describe, expect, it } from 'vitest';
import { openDesk, pauseSchedules, registerChat, setChatState } from '../../src/chats/store.js';
import { deliveries, digests } from '../../src/db/schema.js';
import { labels, NOW, STARTING, useBot } from './support.js';

const bot = useBot();

describe('/status', () => {
  it('tells of the last digest and the next one, and of a pause', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/status');
    const before = await olena.waitForText('Дайджестів ще не було.');
    expect(before.text).toContain('За розкладом дайджест поки не приходить');
    await olena.says('/schedule');
    await olena.press(await olena.waitForText('О котрій надсилати?'), '08:00');
    await olena.waitFor((message) => labels(message).includes('✓ 08:00'));
    await olena.says('/latest');
    await olena.waitForText('Уряд затвердив бюджет');
    await bot.sent();
    await olena.says('/status');
    await olena.waitForText('Останній дайджест — сьогодні о 09:30.\nНаступний — завтра о 08:00.');
    await pauseSchedules(bot.db, (await bot.chat()).id, NOW);
    await olena.says('/status');
    await olena.waitForText('Дайджест призупинено.');
  });

  it('shows what may not have arrived, and sends it once more, once', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/latest');
    await olena.waitForText('Уряд затвердив бюджет');
    await bot.delivered();
    await bot.db.update(deliveries).set({ state: 'uncertain' });
    await bot.db.update(digests).set({ state: 'uncertain' });
    await olena.says('/status');
    const status = await olena.waitForText('Не знаю, чи дійшло повідомлення: сьогодні о 09:30.');
    const [again = ''] = labels(status);
    expect(again).toBe('Надіслати ще раз: сьогодні о 09:30');
    const [button] = status.reply_markup?.inline_keyboard.flat() ?? [];
    expect((await olena.press(status, again)).text).toBe('Надсилаю ще раз.');
    await olena.waitForText('Уряд затвердив бюджет');
    const second = await olena.does<{ text?: string }>('press', {
      chat_id: status.chat.id,
      message_id: status.message_id,
      data: button?.callback_data,
    });
    expect(second.text).toContain('вже дійшло або надсилається');
    await bot.delivered();
    expect(await bot.db.select().from(deliveries)).toHaveLength(2);
  });

  it('is not needed for it: the next digest offers the same', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/latest');
    await olena.waitForText('Уряд затвердив бюджет');
    await bot.delivered();
    await bot.db.update(deliveries).set({ state: 'uncertain' });
    await bot.db.update(digests).set({ kind: 'scheduled', state: 'uncertain' });
    await bot.addStory('Порт відкрив новий причал', 'economy');
    await olena.says('/latest');
    const next = await olena.waitForText('Порт відкрив новий причал');
    const again = 'Попередній не дійшов? Надіслати';
    expect((await olena.press(next, again)).text).toBe('Надсилаю ще раз.');
    await olena.waitForText('Уряд затвердив бюджет');
    expect((await olena.press(next, again)).text).toContain('вже дійшло або надсилається');
  });

  it('names the channels at whose desks its person sits that cannot be written to, and why', async () => {
    const seen = {
      telegramId: STARTING.channel,
      kind: 'channel',
      title: 'Ранкові новини',
      setUpBy: STARTING.taras,
    } as const;
    const channel = await registerChat(bot.db, seen, NOW);
    await openDesk(bot.db, { chatId: channel.id, name: channel.title, ownerId: STARTING.olena }, NOW);
    await setChatState(bot.db, channel.id, 'rights', 'may not post', NOW);
    const olena = bot.person();
    await olena.says('/status');
    const status = await olena.waitForText('Ранкові новини');
    expect(status.text).toContain('Бракує права писати');
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/status');
    expect((await taras.waitForText('Дайджестів ще не було.')).text).not.toContain('Ранкові новини');
  });

  it('speaks English', async () => {
    const olena = bot.person();
    await olena.says('/settings');
    await olena.press(await olena.waitForText('Налаштування'), 'Мова: українська');
    await olena.waitForText('Settings');
    await olena.says('/status');
    await olena.waitForText('How things stand\nNo digest has come yet.');
  });
});
