import { describe, expect, it } from 'vitest';
import { desksOfPerson } from '../../src/chats/store.js';
import { deliveries } from '../../src/db/schema.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDigest } from '../../src/digests/plan.js';
import { labels, NOW, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel, group } = STARTING;

/** Олена’s channel, with one digest in it. */
async function withDigest() {
  const told = { publishers: ['Дзвін'] };
  const storyId = await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', undefined, told);
  const olena = bot.person();
  await olena.says('/channel');
  await olena.waitForText('Дайджест для каналу');
  await olena.does('pick_chat', { request_id: 1, shared_chat_id: channel });
  await olena.waitForText('Ранкове зведення · Ранкові новини');
  const { id: chatId } = await bot.chat(channel);
  await planDigest({ db: bot.db, now: NOW, enqueue, chatId, kind: 'asked', storyIds: [storyId] });
  await bot.deliver();
  const post = await olena.waitForText('Уряд затвердив бюджет', { chat: channel });
  await bot.sent();
  return { olena, post };
}

describe('/report', () => {
  it('says what to do where there is no channel', async () => {
    const olena = bot.person();
    await olena.says('/report');
    await olena.waitForText('ще немає під’єднаного каналу');
  });

  it('shows the week of the channel as a picture, with how readers reacted', async () => {
    const { olena, post } = await withDigest();
    const taras = bot.person({ id: STARTING.taras, chat: channel });
    await taras.does('react', { message_id: post.message_id, emoji: '🔥' });
    await expect
      .poll(async () => (await bot.db.select().from(deliveries)).map(({ reactions }) => reactions), PATIENCE)
      .toContainEqual({ '🔥': 1 });
    await olena.says('/report');
    const report = await olena.waitFor((message) => message.photo !== undefined);
    expect(report.caption).toContain('Ранкові новини: тиждень');
    expect(report.caption).toContain('6 червня — 12 червня 2026 р.');
    expect(report.caption).toContain('Вийшов 1 дайджест, у ньому 1 подія.');
    expect(report.caption).toContain('Реакції: 🔥 1.');
    expect(report.caption).toContain('«Уряд затвердив бюджет на наступний рік»');
    expect(labels(report)).toEqual(['За місяць', 'Таблиця для Excel']);
    await olena.press(report, 'За місяць');
    await olena.waitFor((message) => message.caption?.includes('Ранкові новини: місяць') ?? false);
  });

  it('gives the table as a file', async () => {
    const { olena } = await withDigest();
    await olena.says('/report');
    const report = await olena.waitFor((message) => message.photo !== undefined);
    await olena.press(report, 'Таблиця для Excel');
    const file = await olena.waitFor((message) => message.document !== undefined);
    expect(file.document).toMatchObject({ file_name: 'zvit-2026-06-06-2026-06-12.csv' });
    const stored = [...bot.sandbox.world.files.values()].find(({ id }) => id === file.document?.file_id);
    const text = stored?.bytes.toString('utf8') ?? '';
    expect(text.startsWith('\uFEFFДень;Година;')).toBe(true);
    expect(text).toContain('2026-06-12;09:30;надіслано;Економіка;Уряд затвердив бюджет на наступний рік;Дзвін;0;');
  });

  it('is for those who may set the chat up, and for nobody else', async () => {
    const { olena } = await withDigest();
    await olena.says('/report');
    const report = await olena.waitFor((message) => message.photo !== undefined);
    const data = report.reply_markup?.inline_keyboard?.flat()[0]?.callback_data;
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/topics');
    const own = await taras.waitForText('Теми');
    expect(await taras.does('press', { message_id: own.message_id, data })).toMatchObject({
      text: expect.stringContaining('лише його адміністратори'),
    });
    const guest = bot.person({ id: STARTING.taras, chat: group });
    await guest.says('/report');
    await guest.waitForText('адміністратор');
  });

  it('tells an admin of a group about it in his private chat too', async () => {
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу');
    await olena.does('pick_chat', { request_id: 2, shared_chat_id: group });
    await expect.poll(async () => (await desksOfPerson(bot.db, STARTING.olena)).length, PATIENCE).toBe(1);
    await olena.says('/report');
    await olena.waitForText('За цей час дайджестів не було.');
  });
});
