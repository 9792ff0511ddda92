import { expect, it } from 'vitest';
import { draftsAt } from './desk-support.js';
import { STARTING, useBot } from './support.js';

const bot = useBot();
const { channel } = STARTING;
const { drafted, plan, draft, slot, numberOf, journal } = draftsAt(bot);

type Room = Awaited<ReturnType<typeof drafted>>;
type Panel = Room['panel'];

/** Олена opens a story and writes something in place of a part of it. */
async function writes(
  { olena, panel }: Room,
  said: string,
  { of, part }: { of: string; part: 'заголовок' | 'виклад' },
) {
  const shown = olena.current(panel);
  await olena.press(shown, numberOf(shown, of));
  await olena.press(panel, `Інший ${part}`);
  await olena.waitForText(`Напишіть новий ${part}`);
  await olena.says(said);
}

const itemNow = async ({ place }: Room, of: string) =>
  (await draft(place)).draft.items.find(({ sources }) => sources.some(({ url }) => url === of));
const addressOf = async ({ place }: Room, headline: string) =>
  (await draft(place)).draft.items.find((item) => item.headline === headline)?.sources[0]?.url ?? '';

it('the guard says what the sources do not, and a person keeps his words with one tap, which stands in the journal', async () => {
  const room = await drafted();
  const { olena, panel, place } = room;
  const budget = await addressOf(room, 'Бюджет ухвалено');
  await writes(room, 'За бюджет проголосували 316 депутатів.', { of: 'Бюджет', part: 'виклад' });
  const warning = await olena.waitForText('У джерелах цього немає: 316');
  expect(await itemNow(room, budget)).toMatchObject({ edited: [], overruled: [] });
  await olena.press(warning, 'Лишити так');
  const story = await olena.waitForText('Попри застереження лишено: 316');
  expect(await itemNow(room, budget)).toMatchObject({
    summary: 'За бюджет проголосували 316 депутатів.',
    edited: ['summary'],
    overruled: [{ part: 'summary', kind: 'number', text: '316' }],
  });
  await olena.press(story, '← До чернетки');
  await olena.waitForText(`${numberOf(panel, 'Бюджет')}. Бюджет ухвалено ✎`);
  await plan(slot);
  const post = await olena.waitForText('Зведення', { chat: channel });
  expect(post.text).toContain('За бюджет проголосували 316 депутатів.');
  expect(await journal(olena)).toContain('Олена: «Зведення»: змінено слова попри застереження');
  expect((await draft(place)).draft.state).toBe('published');
});

it.each([
  ['Мер приймав участь у зборах', 'Українською краще інакше: «приймав участь» → «брати участь».'],
  ['Ухвалили <b>бюджет</b>', 'Це не текст, а код чи зіпсовані літери: <b>; </b>.'],
])('it names another reason than the sources: %s', async (said, reason) => {
  const room = await drafted();
  await writes(room, said, { of: 'Бюджет', part: 'заголовок' });
  const warning = await room.olena.waitForText(reason);
  expect(warning.text).toContain('Надішліть інші слова — або лишіть так, якщо певні.');
});

it('words that are too long are said to be, with how long they are', async () => {
  const room = await drafted();
  await writes(room, 'а'.repeat(201), { of: 'Бюджет', part: 'заголовок' });
  await room.olena.waitForText('Задовго: 201 знак, а вміститься до 200.');
});

it('what was overruled is forgotten with the words that it was said of, and no others', async () => {
  const room = await drafted();
  const { olena } = room;
  const budget = await addressOf(room, 'Бюджет ухвалено');
  const keep = async (panel: Panel, said: string, part: 'заголовок' | 'виклад') => {
    await writes({ ...room, panel }, said, { of: 'Бюджет', part });
    await olena.press(await olena.waitForText('Надішліть інші слова'), 'Лишити так');
    const story = await olena.waitForText('Попри застереження лишено');
    await olena.press(story, '← До чернетки');
    return olena.waitForText('Щоб змінити подію');
  };
  const first = await keep(room.panel, 'Бюджет підтримали 316 депутатів.', 'виклад');
  const panel = await keep(first, 'Бюджет на 77 сторінках', 'заголовок');
  await writes({ ...room, panel }, 'Бюджет ухвалено остаточно', { of: 'Бюджет', part: 'заголовок' });
  const story = await olena.waitForText('Попри застереження лишено: 316.');
  expect(story.text).not.toContain('77');
  expect((await itemNow(room, budget))?.overruled).toMatchObject([{ part: 'summary', text: '316' }]);
});

it.each([
  ['edit_message', 'Сталося 99 подій за ніч'],
  ['delete_message', ''],
])('words that were changed since the warning, or are gone, are not kept unseen (%s)', async (kind, text) => {
  const room = await drafted();
  const { olena } = room;
  await writes(room, 'Сталося 77 подій за ніч', { of: 'Бюджет', part: 'заголовок' });
  const warning = await olena.waitForText('У джерелах цього немає: 77');
  const said = olena.seen().find((message) => message.text === 'Сталося 77 подій за ніч');
  await olena.does(kind, { message_id: said?.message_id, text });
  const answer = await olena.press(warning, 'Лишити так');
  expect(answer.text).toBe('Цих слів я вже не бачу. Надішліть їх іще раз.');
  expect(olena.current(warning).text).toContain('У джерелах цього немає');
});

it('after words were kept, what is written next is no headline', async () => {
  const room = await drafted();
  const { olena } = room;
  await writes(room, 'Сталося 77 подій за ніч', { of: 'Бюджет', part: 'заголовок' });
  await olena.press(await olena.waitForText('У джерелах цього немає: 77'), 'Лишити так');
  await olena.waitForText('Попри застереження лишено: 77');
  await olena.says('що нового про гривню?');
  await olena.waitForText('Гривня');
  expect((await draft(room.place)).draft.items.map(({ headline }) => headline)).toContain('Сталося 77 подій за ніч');
});
