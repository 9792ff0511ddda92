import { describe, expect, test } from 'vitest';
import { STARTING } from '../src/sandbox/start-world.js';
import { useApp } from './support/app.js';

const HEADLINE = 'Рютте: Я можу підтвердити, що війська КНДР розгорнуті в Курській області';
/** What stands around the article on the page that it was copied from. */
const DEBRIS = /Куйбишевський|Фламінго|Нікіфоренк|Пакунок школяра|ЩЕ ЗА ТЕМОЮ|ОСТАННЄ|РЕКЛАМА|UKR\.NET|хв читати/;

/** Friday, 09:30 in Kyiv. */
const app = useApp({ startsAt: new Date('2026-06-12T06:30:00Z') });

describe('a reader', () => {
  test('subscribes, gets a first digest at once, finds a story by a word, and gets the next digest on its minute', async () => {
    const olena = app.person();
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    await olena.press(await olena.waitForText('Коли надсилати'), /Увечері/);
    const first = await olena.waitForText(HEADLINE);
    expect(first.text).toContain('2024');
    expect(first.text).not.toMatch(DEBRIS);

    await olena.says('/latest КНДР');
    const found = await olena.waitForText(HEADLINE);
    expect(found.text).toContain('Інтерфакс-Україна');
    expect(found.text).not.toMatch(DEBRIS);
  });
});

describe('a channel', () => {
  test('that its admin gives to the bot gets its digest on the minute of its schedule, and not before', async () => {
    const olena = app.person();
    await olena.says('/channel');
    const asked = await olena.waitForText('Дайджест для каналу');
    await olena.does('pick_chat', {
      message_id: asked.message_id,
      request_id: requestIdOf(asked),
      shared_chat_id: STARTING.channel,
    });
    const panel = await olena.waitForText('під’єднано');
    await olena.press(panel, 'Розклад');
    await olena.press(await olena.waitForText('О котрій'), '20:00');
    const channel = app.person({ chat: STARTING.channel });

    app.setClock(new Date('2026-06-12T16:59:58Z'));
    await expect(channel.waitForText(HEADLINE, { within: 5_000, fromStart: true })).rejects.toThrow(
      'nothing as wanted',
    );
    app.setClock(new Date('2026-06-12T17:00:01Z'));
    const digest = await channel.waitForText(HEADLINE, { fromStart: true });
    expect(digest.text).not.toMatch(DEBRIS);
  });
});

/** The id that the «pick a channel» button carries. */
function requestIdOf(message: unknown): number {
  const match = /"request_id":(\d+)/.exec(JSON.stringify(message));
  if (!match) throw new Error('the message has no button that asks for a chat');
  return Number(match[1]);
}
