import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextSlot } from '../src/digests/schedule.js';
import { STARTING } from '../src/sandbox/start-world.js';
import { useApp } from './support/app.js';

const HEADLINE = 'Рютте: Я можу підтвердити, що війська КНДР розгорнуті в Курській області';
/** What stands around the article on the page that it was copied from. */
const DEBRIS = /Куйбишевський|Фламінго|Нікіфоренк|Пакунок школяра|ЩЕ ЗА ТЕМОЮ|ОСТАННЄ|РЕКЛАМА|UKR\.NET|\d хв читати\n/;
const BRIDGE = 'У Полтаві відкрили міст через Ворсклу після ремонту';

const now = new Date();
const slot = nextSlot({ times: ['20:00'], weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'Europe/Kyiv' }, now) ?? now;
const app = useApp();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'korotko-articles-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One day of a reader and of a channel, told in order: each step stands on the one before. */
describe('the program over its sandbox', () => {
  test('a reader subscribes and gets a first digest at once: the seed article with its date, without the debris', async () => {
    const olena = app.person();
    await olena.says('/start');
    await olena.press(await olena.waitForText('Вітаю!'), 'Далі');
    await olena.press(await olena.waitForText('Коли надсилати'), /Увечері/);
    const first = await olena.waitForText(HEADLINE);
    expect(first.text).toContain('28 жовтня 2024');
    expect(first.text).not.toMatch(DEBRIS);
  });

  test('the reader finds the seed article by a word in another form', async () => {
    const olena = app.person();
    await olena.says('/latest врожай гарбузів');
    await olena.waitForText('нічого не знайшлося');
    await olena.says('/latest військо НАТО');
    const found = await olena.waitForText(HEADLINE);
    expect(found.text).toContain('Інтерфакс-Україна');
    expect(found.text).not.toMatch(DEBRIS);
  });

  test('a channel is given to the bot with one tap, and its digest is launched', async () => {
    const olena = app.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу');
    await olena.does('pick_chat', { request_id: 1, shared_chat_id: STARTING.channel });
    const edition = await olena.waitForText('Ранкове зведення · Ранкові новини');
    for (const button of ['Час', '20:00', '✓ 09:00', '← Назад', 'Запустити']) await olena.press(edition, button);
    await olena.waitForText('Щодня о 20:00; наступне — сьогодні о 20:00');
  });

  test('at its minute, and not before, the channel gets the seed article, and the reader only what is new to him', async () => {
    const article = path.join(folder, 'bridge.txt');
    await writeFile(
      article,
      `${BRIDGE}\n\nРух мостом через Ворсклу в Полтаві відновили після дворічного ремонту. Роботи коштували 120 млн грн, розповіли в міській раді.\n\nПершими мостом проїхали тролейбуси: маршрути повернули на звичні зупинки вже зранку.`,
    );
    expect((await app.command(['ingest', article])).stdout).toContain('added');
    const olena = app.person();
    const channel = app.person({ chat: STARTING.channel });

    app.setClock(new Date(slot.getTime() - 60_000));
    await expect(channel.waitForText(HEADLINE, { within: 5_000, fromStart: true })).rejects.toThrow(
      'nothing as wanted',
    );

    app.setClock(new Date(slot.getTime() + 1_000));
    const posted = await channel.waitForText(HEADLINE, { fromStart: true });
    expect(posted.text).toContain(BRIDGE);
    expect(posted.text).not.toMatch(DEBRIS);
    const evening = await olena.waitForText('Вечірній дайджест', { fromStart: true });
    expect(evening.text).toContain(BRIDGE);
    expect(evening.text).not.toContain(HEADLINE);
  });
});
