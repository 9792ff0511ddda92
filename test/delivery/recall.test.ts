import { eq } from 'drizzle-orm';
import { Api } from 'grammy';
import { expect, test } from 'vitest';
import { corrections, deliveries, payloads, recalls } from '../../src/db/schema.js';
import { runCorrections } from '../../src/delivery/corrections.js';
import { recallStories, runRecalls } from '../../src/delivery/recall.js';
import { composeDigest, type DigestItem } from '../../src/digests/compose.js';
import { renderHtml } from '../../src/digests/render.js';
import { splitMessages } from '../../src/digests/split.js';
import type { Message } from '../../src/texts/message.js';
import { until, useDelivery } from './setting.js';

const delivery = useDelivery();

const RATES = 11;
const TRAMS = 12;

const item = (storyId: number, headline: string): DigestItem => ({
  storyId,
  headline,
  summary: `${headline}, повідомила міська рада.`,
  topic: 'economy',
  sources: [{ name: 'Гомін', url: `https://homin.example/${storyId}`, publishedAt: null }],
});

const STORIES = [item(RATES, 'Ставку знижено & закріплено'), item(TRAMS, 'Трамваї вийшли на новий маршрут')];

/** A digest of these stories as the planner renders it. */
function told(items: readonly DigestItem[], language: 'uk' | 'en' = 'uk'): Message {
  const at = new Date('2026-01-05T07:00:00Z');
  const content = composeDigest({
    title: { kind: 'scheduled' },
    items,
    at,
    zone: 'Europe/Kyiv',
    language,
    length: 'normal',
  });
  const [message] = splitMessages(renderHtml(content), language);
  return { ...message!, buttons: [[{ text: 'Усе', data: '1.d.{d}.more' }]] };
}

const recall = (storyIds: number[], now = new Date()) =>
  delivery.db.transaction((tx) => recallStories(tx, { storyIds, since: new Date(now.getTime() - 3_600_000), now }));

const correct = () =>
  runCorrections({
    db: delivery.db,
    api: new Api(delivery.sandbox.token, { apiRoot: delivery.sandbox.url }),
    now: new Date(),
  });

test('a story that is taken down goes from what was sent and from what waits, and a line stands in its place', async () => {
  const [olena, taras, john, late] = await Promise.all([
    delivery.chat(),
    delivery.chat(),
    delivery.chat({ language: 'en' }),
    delivery.chat(),
  ]);
  const sender = delivery.start();
  const sent = [await delivery.digest(olena, [told(STORIES)]), await delivery.digest(taras, [told([STORIES[1]!])])];
  sent.push(await delivery.digest(john, [told(STORIES, 'en')]));
  await delivery.decided(...sent);
  await sender.stop();
  const waiting = await delivery.digest(late, [told(STORIES)]);
  const untouched = await delivery.received(taras);

  await recall([RATES]);
  expect(await runRecalls({ db: delivery.db, now: new Date() })).toBe(3);
  expect(await correct()).toEqual([]);
  delivery.start();
  await delivery.decided(waiting);

  for (const [chat, line] of [
    [olena, 'Новину знято.'],
    [john, 'This story was withdrawn.'],
    [late, 'Новину знято.'],
  ] as const) {
    const [text] = await delivery.received(chat);
    expect(text).toContain(line);
    expect(text).not.toContain('Ставку знижено');
    expect(text).toContain('Трамваї вийшли на новий маршрут, повідомила міська рада.');
  }
  expect(await delivery.received(taras)).toEqual(untouched);

  // The other story later: of the first nothing comes back, and what tells nothing has no buttons.
  await recall([TRAMS]);
  await runRecalls({ db: delivery.db, now: new Date() });
  await correct();
  const [text] = await delivery.received(olena);
  expect(text?.match(/Новину знято\./g)).toHaveLength(2);
  expect(text).not.toContain('Трамваї');
  const [message] = await delivery.telegram.control(`GET /sandbox/messages?chat_id=${olena.telegramId}`);
  expect(message.reply_markup).toBeUndefined();
});

test('a digest that waits and has nothing else to tell is not sent at all', async () => {
  const chat = await delivery.chat();
  const digest = await delivery.digest(chat, [told([STORIES[0]!])]);
  await recall([RATES]);
  await runRecalls({ db: delivery.db, now: new Date() });
  delivery.start();
  await delivery.decided(digest);
  expect(await delivery.states(digest)).toEqual(['expired']);
  expect(await delivery.asked()).toBe(0);
});

test('a walk that ended in the middle goes on where it was, and corrects each message once', async () => {
  const chat = await delivery.chat();
  for (let n = 0; n < 30; n++) await delivery.digest(chat, [told(STORIES)]);
  await delivery.db.update(deliveries).set({ state: 'sent', messageId: 1, sentAt: new Date() });
  await recall([RATES]);
  const rounds: number[] = [];
  for (let n = 0; n < 3; n++) rounds.push(await runRecalls({ db: delivery.db, now: new Date(), batch: 1 }));
  expect(rounds).toEqual([20, 10, 0]);
  expect(await delivery.db.select().from(corrections)).toHaveLength(30);
  expect(await delivery.db.select().from(recalls)).toHaveLength(1);
});

test('what a planner wrote from stories that it had read before is found a quarter of an hour later', async () => {
  const chat = await delivery.chat();
  await recall([RATES]);
  await runRecalls({ db: delivery.db, now: new Date() });
  const digest = await delivery.digest(chat, [told(STORIES)]);
  const later = new Date(Date.now() + 16 * 60_000);
  expect(await runRecalls({ db: delivery.db, now: later })).toBe(1);
  expect(await delivery.db.select().from(recalls)).toEqual([]);
  const [row] = await delivery.rows(digest);
  const [body] = await delivery.db.select().from(payloads).where(eq(payloads.hash, row!.payloadHash));
  expect((body!.body as Message).storyIds).toEqual([TRAMS]);
});

test('what may have arrived is corrected once it is known that it did', async () => {
  const chat = await delivery.chat();
  const sender = delivery.start();
  const digest = await delivery.digest(chat, [told(STORIES)]);
  await delivery.decided(digest);
  await sender.stop();
  const [row] = await delivery.rows(digest);
  await delivery.db.update(deliveries).set({ state: 'uncertain', messageId: null });
  await recall([RATES]);
  await runRecalls({ db: delivery.db, now: new Date() });
  await correct();
  expect((await delivery.received(chat))[0]).toContain('Ставку знижено');
  await delivery.db.update(deliveries).set({ state: 'sent', messageId: row!.messageId });
  await correct();
  expect((await delivery.received(chat))[0]).not.toContain('Ставку знижено');
});

test('a sender that has read a message before its story went does not send it as it was', async () => {
  const chat = await delivery.chat();
  // A message a second goes to a chat: the second one is read, and waits for its turn.
  const first = await delivery.digest(chat, ['Перше повідомлення']);
  const second = await delivery.digest(chat, [told(STORIES)]);
  delivery.start();
  await until(async () => (await delivery.states(first))[0] === 'sent');
  await recall([RATES]);
  await runRecalls({ db: delivery.db, now: new Date() });
  await delivery.decided(second);
  const sendings = await delivery.received(chat);
  expect(sendings).toHaveLength(2);
  expect(sendings[1]).toContain('Новину знято.');
});
