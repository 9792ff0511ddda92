import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { editionsOf, journalOf } from '../../src/chats/store.js';
import { articles, stories, storyArticles } from '../../src/db/schema.js';
import { offerBreaking } from '../../src/digests/drafts/breaking.js';
import { openedDesk } from './desk-support.js';
import { labels, NOW, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel, taras: TARAS } = STARTING;
const MINUTE_MS = 60_000;
const HEADLINE = 'Сильний землетрус стався на заході';

/** Олена's launched edition, before its panel; Тарас is an editor of the desk. */
async function atDesk() {
  const { olena, taras, panel, desk } = await openedDesk(bot);
  await olena.press(panel, 'Запустити');
  await olena.waitForText('наступне — завтра о 09:00');
  return { olena, taras, panel, deskId: desk.id };
}

/** A story that four publishers tell of, five minutes ago. */
async function breaks(): Promise<void> {
  const newsAt = new Date(NOW.getTime() - 5 * MINUTE_MS);
  const id = await bot.addStory(HEADLINE, 'incidents', newsAt);
  const [first] = await bot.db.select().from(articles).orderBy(articles.id).limit(1);
  if (!first) throw new Error('there is no article');
  const { id: _, url: __, ...known } = first;
  for (const publisher of ['Дзвін', 'Хвиля', 'Обрій']) {
    const url = `https://${publisher}.example/1`;
    const [added] = await bot.db
      .insert(articles)
      .values({ ...known, publisher, url, contentHash: url })
      .returning();
    const row = {
      storyId: id,
      articleId: added?.id ?? 0,
      score: 1,
      reason: { kind: 'start' as const },
      joinedAt: newsAt,
    };
    await bot.db.insert(storyArticles).values(row);
  }
  await bot.db.update(stories).set({ sourceCount: 4, articleCount: 4 }).where(eq(stories.id, id));
}

/** The planner's round. */
async function offer(): Promise<void> {
  await offerBreaking({ db: bot.db, now: bot.now() });
  await bot.tell();
  await bot.deliver();
}

/** What breaks has come to both. */
async function offered() {
  const room = await atDesk();
  await room.olena.press(room.panel, 'Термінове');
  await room.olena.press(room.panel, 'Пропонувати термінове');
  await room.olena.waitFor((message) => labels(message).includes('✓ Пропонувати термінове'));
  await breaks();
  await offer();
  const notices = [room.olena, room.taras].map((person) => person.waitForText(HEADLINE, { fromStart: true }));
  const [hers, his] = await Promise.all(notices);
  if (!hers || !his) throw new Error('the offer did not come');
  return { ...room, hers, his };
}

describe('a story that breaks', () => {
  it('is not offered to a desk that did not ask for it', async () => {
    const { olena } = await atDesk();
    await breaks();
    await offer();
    expect(olena.seen().map(({ text }) => text)).not.toContainEqual(expect.stringContaining(HEADLINE));
  });

  it('is offered to both people of the desk, and posted once by the first tap; the second sees who was quicker', async () => {
    const { olena, taras, hers, his } = await offered();
    expect(labels(hers)).toEqual(['Опублікувати', 'Не треба', 'Спершу змінити']);
    expect(hers.text).toMatch(
      /Вісник, Дзвін, Хвиля, Обрій\n\nТерміново для «Ранкові новини»\. Опублікувати\? .* сьогодні о 10:30\./,
    );
    await taras.press(his, 'Опублікувати');
    await taras.waitForText('Ще в дорозі до каналу. Остання зміна: Тарас');
    await bot.delivered();
    const late = await olena.press(hers, 'Опублікувати');
    expect(late.text).toContain('Чернетку вже опубліковано чи виправлено. Хто: Тарас');
    await olena.waitForText('Ще в дорозі до каналу. Остання зміна: Тарас');
    await offer();
    expect(olena.seen(channel).map(({ text }) => text)).toEqual([expect.stringMatching(`^Терміново\n\n${HEADLINE}`)]);
  });

  it('that the desk does not need is posted by nobody, unless one changes his mind', async () => {
    const { olena, taras, hers, his, deskId } = await offered();
    await olena.press(hers, 'Не треба');
    await olena.waitForText('Не опубліковано. Рішення:');
    const late = await taras.press(his, 'Опублікувати');
    expect(late.text).toContain('Чернетку вже пропущено чи вилучено. Хто: Олена');
    await taras.waitForText('Не опубліковано. Рішення:');
    expect(taras.seen(channel)).toEqual([]);
    await taras.press(his, 'Опублікувати зараз');
    await taras.waitForText(HEADLINE, { chat: channel });
    const lines = await journalOf(bot.db, { deskId, limit: 2, offset: 0 });
    expect(lines.map(({ action, userId }) => [action, userId])).toEqual([
      ['published', TARAS],
      ['skipped', STARTING.olena],
    ]);
  });

  it('can be reworded first', async () => {
    const { olena, hers } = await offered();
    await olena.press(hers, 'Спершу змінити');
    await olena.waitForText('Опублікуйте, коли будете готові.');
    await olena.press(hers, '1');
    await olena.press(hers, 'Інший заголовок');
    await olena.waitForText('Напишіть новий заголовок');
    await olena.says('Трусить захід країни');
    const changed = await olena.waitFor((message) => labels(message).includes('← До чернетки'));
    await olena.press(changed, '← До чернетки');
    await olena.press(changed, 'Опублікувати зараз');
    await olena.waitForText('Трусить захід країни', { chat: channel });
  });

  it('waits where the desk has its quiet hours, and is limited to as many a day as it wants', async () => {
    const { olena, panel, deskId } = await atDesk();
    await olena.press(panel, 'Термінове');
    await olena.press(panel, 'Пропонувати термінове');
    await olena.press(panel, 'Не більше 3 на добу');
    await olena.waitFor((message) => labels(message).includes('Не більше 5 на добу'));
    await olena.press(panel, 'Тихих годин немає');
    await olena.press(panel, 'Свої години');
    await olena.waitForText('З котрої до котрої не турбувати?');
    await olena.says('з 9 до 11');
    const set = await olena.waitFor((message) => labels(message).includes('Тихі години: 09:00–11:00'));
    await breaks();
    await offer();
    expect(await bot.notices()).toEqual([]);
    const [made] = await editionsOf(bot.db, deskId);
    expect(made?.edition).toMatchObject({
      offersBreaking: true,
      urgentPerDay: 5,
      quietFrom: '09:00',
      quietUntil: '11:00',
    });
    await olena.press(set, '← Назад');
    await olena.waitForText('Термінове: запропоную одразу, не більше 5 на добу.');
    bot.later(91 * MINUTE_MS);
    await offer();
    await olena.waitForText(HEADLINE, { fromStart: true });
  });
});
