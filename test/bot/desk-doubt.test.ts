import { and, eq, inArray } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { deliveries } from '../../src/db/schema.js';
import { finishByParts } from '../../src/delivery/settle.js';
import { tellDesksOfTrouble } from '../../src/delivery/tell-trouble.js';
import { draftsAt } from './desk-support.js';
import { labels, NOW, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel } = STARTING;
const { drafted, draft, journal, numberOf } = draftsAt(bot);

type Change = { state: 'uncertain' | 'failed'; of: readonly number[] };

/** What was published came to something else than arriving, as the sender writes it down; its desk has heard of it. */
async function troubled(change: Change, options: Parameters<typeof drafted>[0] = {}) {
  const room = await drafted(options);
  const { olena, panel, place } = room;
  await olena.press(panel, 'Опублікувати зараз');
  await olena.waitForText('Гривня', { chat: channel, fromStart: true });
  await bot.deliver();
  const { digest } = await draft(place);
  await bot.db
    .update(deliveries)
    .set({ state: change.state, messageId: null })
    .where(and(eq(deliveries.digestId, digest.id), inArray(deliveries.part, [...change.of])));
  await bot.db.transaction(async (tx) => {
    await tellDesksOfTrouble(tx, await finishByParts(tx, [digest.id]), NOW);
  });
  await bot.tell();
  await bot.deliver();
  return { ...room, digest };
}

it('a digest of which nobody knows is told of, and «Допис є» settles it, so that it is not posted twice', async () => {
  const { olena, taras, place } = await troubled({ state: 'uncertain', of: [1] });
  const his = await taras.waitForText('Не знаю, чи вийшло «Зведення» у «Ранкові новини»', { fromStart: true });
  const word = await olena.waitForText('Не знаю, чи вийшло', { fromStart: true });
  expect(labels(word)).toEqual(expect.arrayContaining(['Допис є', 'Опублікувати ще раз', 'Переглянути допис']));
  expect((await olena.press(word, 'Допис є')).text).toBe('Гаразд, допис є.');
  await olena.waitForText('Опубліковано. Остання зміна: Олена.');
  expect((await draft(place)).digest.state).toBe('sent');
  const answer = await taras.press(his, 'Опублікувати ще раз');
  expect(answer.text).toContain('Хто: Олена.');
  expect(olena.seen(channel)).toHaveLength(1);
  expect(await journal(olena)).toContain('Олена: «Зведення»: допис є в каналі');
});

it('/status leads from a digest of a desk to its draft, where the doubt is settled', async () => {
  const { olena } = await troubled({ state: 'uncertain', of: [1] });
  await olena.says('/status');
  const status = await olena.waitForText('Не знаю, чи дійшло');
  expect(labels(status).filter((label) => label.startsWith('Надіслати'))).toEqual([]);
  await olena.press(status, /^Розібратися: /);
  const panel = await olena.waitForText('Не знаю, чи вийшло: Telegram не відповів.');
  await olena.press(panel, 'Допис є');
  await olena.waitForText('Опубліковано.');
});

it('what stands there under a number that nobody knows is neither corrected nor removed in words alone', async () => {
  const { olena } = await troubled({ state: 'uncertain', of: [1] });
  const word = await olena.waitForText('Не знаю, чи вийшло', { fromStart: true });
  await olena.press(word, 'Допис є');
  const panel = await olena.waitForText('Опубліковано.');
  expect((await olena.press(panel, 'Вилучити допис')).text).toContain('Telegram не назвав номера цього допису');
  await olena.press(panel, numberOf(panel, 'Бюджет'));
  await olena.waitForText('Про це повідомили');
  expect((await olena.press(panel, '✕ Прибрати')).text).toContain('Зробіть це в каналі самі.');
  expect((await olena.waitForText('Щоб змінити подію')).text).not.toContain('✕');
});

it('one that is not there is posted again, once, and nobody is asked about it any more', async () => {
  const { olena, taras, place } = await troubled({ state: 'uncertain', of: [1] });
  const his = await taras.waitForText('Не знаю, чи вийшло', { fromStart: true });
  const word = await olena.waitForText('Не знаю, чи вийшло', { fromStart: true });
  await olena.press(word, 'Опублікувати ще раз');
  await expect.poll(() => olena.seen(channel).length, PATIENCE).toBe(2);
  expect((await draft(place)).digest).toMatchObject({ kind: 'resent' });
  expect((await taras.press(his, 'Опублікувати ще раз')).text).toContain('опубліковано чи виправлено');
  await olena.says('/status');
  const status = await olena.waitForText('Як ідуть справи');
  expect(status.text).not.toContain('Не знаю, чи дійшло');
  expect(olena.seen(channel)).toHaveLength(2);
});

it('of posts of which one was refused, the one alone is posted again, and the others are corrected without it', async () => {
  const { olena, place } = await troubled({ state: 'failed', of: [2] }, { edition: { posts: 'each' } });
  const word = await olena.waitForText('«Зведення» у «Ранкові новини» вийшло не все', { fromStart: true });
  const before = olena.seen(channel).length;
  const [, refused] = (await draft(place)).draft.items;
  await olena.press(word, 'Опублікувати решту');
  await expect.poll(() => olena.seen(channel).length, PATIENCE).toBe(before + 1);
  expect(olena.seen(channel).at(-1)?.text).toContain(refused?.headline);
  expect((await draft(place)).draft.items.map(({ storyId }) => storyId)).toEqual([refused?.storyId]);
});

it('one that Telegram refused is mended and posted again', async () => {
  const { olena, place } = await troubled({ state: 'failed', of: [1] });
  const word = await olena.waitForText('не вийшло: Telegram не прийняв допису', { fromStart: true });
  await olena.press(word, 'Переглянути допис');
  const panel = await olena.waitForText('Не вийшло: Telegram не прийняв допису.');
  expect(labels(panel)).not.toContain('Вилучити допис');
  await olena.press(panel, numberOf(panel, 'Бюджет'));
  await olena.waitForText('Про це повідомили');
  await olena.press(panel, '✕ Прибрати');
  await olena.waitFor((message) => labels(message).some((label) => label.startsWith('✕')));
  await olena.press(panel, 'Опублікувати ще раз');
  await expect.poll(() => olena.seen(channel).length, PATIENCE).toBe(2);
  expect(olena.seen(channel).at(-1)?.text).not.toContain('Бюджет');
  expect((await draft(place)).digest).toMatchObject({ kind: 'resent' });
});
