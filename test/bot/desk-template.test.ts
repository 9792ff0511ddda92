import { describe, expect, it } from 'vitest';
import { deskOfChat, editionsOf, seatMember } from '../../src/chats/store.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDueEditions } from '../../src/digests/drafts/plan.js';
import { labels, NOW, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel, taras: TARAS } = STARTING;
const HOUR_MS = 3_600_000;

/** Олена stands before the template of her channel's first digest. */
async function atTemplate() {
  const olena = bot.person();
  await olena.says('/settings');
  await olena.waitForText('Налаштування');
  await olena.does('bot_rights', { chat_id: channel, status: 'administrator', can_post_messages: true });
  const edition = await olena.waitForText('Ранкове зведення · Ранкові новини');
  await olena.press(edition, 'Шаблон');
  const panel = await olena.waitForText('Таким буде допис.');
  return { olena, panel };
}

/** The template as it is kept. */
async function template() {
  const desk = await deskOfChat(bot.db, (await bot.chat(channel)).id);
  const [made] = desk ? await editionsOf(bot.db, desk.id) : [];
  return made?.edition.template ?? null;
}

describe('the template of a digest', () => {
  it('shows a post as it would be, and each change in it at once', async () => {
    const { olena, panel } = await atTemplate();
    expect(panel.text).toContain('Заголовок події');
    await olena.press(panel, 'Хештеги');
    await olena.waitForText('#Війна #Політика');
    await olena.press(panel, 'Емодзі тем');
    await olena.waitForText('Натисніть тему');
    await olena.press(panel, 'Поставити всім');
    await olena.waitFor((message) => labels(message).includes('🛡 Війна'));
    await olena.press(panel, '🛡 Війна');
    await olena.waitForText('Що поставити перед темою «Війна»?');
    await olena.press(panel, '⚔️');
    await olena.waitFor((message) => labels(message).includes('⚔️ Війна'));
    await olena.press(panel, '← Назад');
    const shown = await olena.waitForText('⚔️ ВІЙНА');
    expect(labels(shown)).toEqual(expect.arrayContaining(['✓ Хештеги', '✓ Емодзі тем', 'Шапка']));

    await olena.press(panel, 'Порядок частин');
    await olena.press(panel, '3. Хештеги');
    await olena.waitForText('куди поставити позначене');
    await olena.press(panel, '2. Події');
    await olena.waitFor((message) => labels(message).includes('2. Хештеги'));
    await olena.press(panel, '← Назад');
    const moved = await olena.waitForText(/#Політика[\s\S]*ВІЙНА/);
    expect(labels(moved)).toContain('✓ Порядок частин');
    expect(await template()).toMatchObject({ order: ['header', 'hashtags', 'stories', 'footer', 'signature'] });
  });

  it('is written in the app’s own formatting; what stands in the channel is what was shown', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', NOW);
    const { olena, panel } = await atTemplate();
    await olena.press(panel, 'Шапка');
    await olena.waitForText('Надішліть шапку');
    await olena.says('Кава й новини, {дата} & <3', { entities: [{ type: 'bold', offset: 0, length: 4 }] });
    const withHeader = await olena.waitForText(/Кава й новини, .*12 червня & <3/);
    expect(withHeader.entities).toContainEqual(expect.objectContaining({ type: 'bold', length: 4 }));
    expect(await template()).toMatchObject({ header: '<b>Кава</b> й новини, {дата} &amp; &lt;3' });
    await olena.press(withHeader, 'Підпис');
    await olena.waitForText('Надішліть підпис');
    const text_link = { type: 'text_link', offset: 0, length: 3, url: 'https://chat.example/?a=1&b=2' };
    await olena.says('Чат читачів', { entities: [text_link] });
    const withBoth = await olena.waitForText('Чат читачів');
    await olena.press(withBoth, '← Назад');
    await olena.press(withBoth, 'Запустити');
    await planDueEditions({ db: bot.db, now: new Date(NOW.getTime() + 24 * HOUR_MS), enqueue });
    await bot.deliver();
    const posted = await olena.waitForText('Уряд затвердив бюджет', { chat: channel });
    expect(posted.text).toMatch(/^Кава й новини, субота, 13 червня & <3[\s\S]*Чат читачів$/);
    expect(posted.entities).toContainEqual(expect.objectContaining({ type: 'text_link', url: text_link.url }));
  });

  it('refuses what would not parse or fit, with the place marked, and goes on asking', async () => {
    const { olena, panel } = await atTemplate();
    await olena.press(panel, 'Низ');
    await olena.waitForText('Надішліть те, що стоятиме під подіями');
    await olena.says('Зведення за {датта} для вас');
    const unknown = await olena.waitForText('Що тут підставити, не знаю.');
    expect(unknown.text).toContain('Зведення за →{датта}← для вас');
    await olena.says('Наш <b>чат');
    expect((await olena.waitForText('Цей тег не закрито.')).text).toContain('Наш →<b>←чат');
    await olena.says('ж'.repeat(501));
    await olena.waitForText('Задовго: вміститься до 500 знаків.');
    await olena.says('Чат', { entities: [{ type: 'text_link', offset: 0, length: 3, url: 'tg://user?id=1' }] });
    await olena.waitForText('Такого тегу тут не може бути.');
    expect(await template()).toBeNull();
    await olena.says('Наш <b>чат</b>');
    await olena.waitForText('Наш чат');
    expect(await template()).toMatchObject({ footer: 'Наш <b>чат</b>' });
  });

  it('can be left as it is, and each part taken away again', async () => {
    const { olena, panel } = await atTemplate();
    await olena.press(panel, 'Підпис');
    await olena.waitForText('Надішліть підпис');
    await olena.says('/cancel');
    await olena.waitForText('Гаразд');
    expect(await template()).toBeNull();
    await olena.press(panel, 'Підпис');
    await olena.waitForText('Надішліть підпис');
    await olena.says('Ваш Ранок');
    const signed = await olena.waitForText('Ваш Ранок');
    await olena.press(signed, '✓ Підпис');
    await olena.waitForText('Ранкове зведення: підпис');
    await olena.press(signed, 'Прибрати');
    const bare = await olena.waitFor((message) => labels(message).includes('Підпис'));
    expect(bare.text).not.toContain('Ваш Ранок');
  });

  it('takes one emoji of the desk’s own for a topic, and no words', async () => {
    const { olena, panel } = await atTemplate();
    await olena.press(panel, 'Емодзі тем');
    await olena.press(panel, 'Спорт');
    await olena.press(panel, 'Свій емодзі');
    await olena.waitForText('Надішліть один емодзі для теми «Спорт».');
    for (const wrong of ['спорт', '⚽⚽', '1']) {
      await olena.says(wrong);
      await olena.waitForText('Потрібен один емодзі без слів.');
    }
    await olena.says('🏴‍☠️');
    await olena.waitFor((message) => labels(message).includes('🏴‍☠️ Спорт'));
    expect(await template()).toMatchObject({ emoji: { sport: '🏴‍☠️' } });
  });

  it('is the owner’s to change; an editor is told so', async () => {
    const { olena, panel } = await atTemplate();
    const taras = bot.person({ id: TARAS });
    const data = panel.reply_markup?.inline_keyboard.flat().find(({ text }) => text === 'Хештеги')?.callback_data;
    await olena.does('member', { chat_id: channel, user: TARAS, status: 'administrator', can_post_messages: true });
    const desk = await deskOfChat(bot.db, (await bot.chat(channel)).id);
    await seatMember(bot.db, { deskId: desk?.id ?? 0, userId: TARAS, role: 'editor' }, NOW);
    await taras.says('/settings');
    const own = await taras.waitForText('Налаштування');
    const answer = await taras.does('press', { message_id: own.message_id, data });
    expect(answer).toMatchObject({ text: expect.stringContaining('лише власник редакції') });
    expect(await template()).toBeNull();
  });
});
