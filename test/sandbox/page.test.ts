import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { findChromium, type OpenedPage, openPage } from '../support/browser.js';
import { type ScriptedBot, startScriptedBot } from './scripted-bot.js';
import { CHANNEL, GROUP } from './support.js';

const PICTURES = fileURLToPath(new URL('../screenshots/', import.meta.url));
const chromium = findChromium();
if (!chromium)
  process.stderr.write('The tests of the chat page are skipped: no Chromium here (apt-get install chromium).\n');

describe.skipIf(!chromium)('the chat page', { timeout: 60_000 }, () => {
  let sandbox: Sandbox;
  let bot: ScriptedBot;
  let opened: OpenedPage;
  let browser: OpenedPage;

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    // Held open, so that the pages of all tests share one browser.
    browser = await openPage('about:blank', { width: 390, height: 844 });
  });
  beforeEach(async () => {
    sandbox = await startSandbox();
    bot = startScriptedBot(sandbox);
  });
  afterEach(async () => {
    expect(opened.complaints).toEqual([]);
    await opened.close();
    await bot.stop();
    await sandbox.close();
  });
  afterAll(() => browser.close());

  const show = async (width: number, height: number, dark = false) => {
    opened = await openPage(sandbox.url, { width, height, dark });
    await opened.page.waitForSelector('body[data-ready]');
    return opened.page;
  };
  const picture = (name: string) => opened.page.screenshot({ path: `${PICTURES}page-${name}.png` });

  test('on a telephone: a start, a digest with a folded quote, a press that changes the message in place', async () => {
    const page = await show(390, 844);
    await picture('phone-list');
    await page.getByRole('button', { name: /Коротко/ }).click();
    await picture('phone-start');
    await page.getByRole('button', { name: 'Почати', exact: true }).click();
    await page.getByRole('button', { name: 'Війна' }).click();
    await page.getByRole('button', { name: '✅ Війна' }).waitFor();
    expect(await page.getByRole('status').textContent()).toBe('Додано: Війна');
    await page.getByRole('button', { name: 'Зведення' }).click();
    const quote = page.locator('blockquote.folded');
    await quote.waitFor();
    expect(await quote.getAttribute('aria-expanded')).toBe('false');
    const folded = await quote.evaluate((element) => element.clientHeight);
    await picture('phone-digest');
    await quote.click();
    expect(await quote.getAttribute('aria-expanded')).toBe('true');
    expect(await quote.evaluate((element) => element.clientHeight)).toBeGreaterThan(folded);
    const link = page.getByRole('link', { name: 'Міст через Десну відкрили для руху' });
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await link.getAttribute('href')).toBe('https://news.example.ua/desna');
    expect(await page.locator('.text strong').first().textContent()).toBe('Ранкове зведення');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await picture('phone-unfolded');
  });

  test('what a message says is never read as a page', async () => {
    const page = await show(390, 844);
    await page.getByRole('button', { name: /Коротко/ }).click();
    await page.getByRole('button', { name: 'Почати', exact: true }).click();
    await page.getByRole('button', { name: 'Війна' }).waitFor();
    await page.getByLabel('Повідомлення', { exact: true }).last().fill('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Ви сказали: <img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('.messages img').count()).toBe(0);
  });

  test('the “pick a channel” button offers the channel, and the bot may post there at once', async () => {
    const page = await show(1180, 800);
    await page.getByRole('button', { name: 'Почати', exact: true }).click();
    await page.getByRole('button', { name: 'Команди бота' }).click();
    await picture('wide-commands');
    await page.getByRole('button', { name: /\/channel/ }).click();
    await page.getByRole('button', { name: 'Обрати канал' }).click();
    await picture('wide-picker');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Ранкові новини/ })
      .click();
    await page.getByRole('log').getByText('Ви поділилися чатом «Ранкові новини»').waitFor();
    await page.locator(`[data-chat="${CHANNEL}"]`).click();
    await page.getByRole('log').getByText('Доброго ранку, читачі!').waitFor();
    await page.getByText('бот — адміністратор').waitFor();
    await picture('wide-channel');
  });

  test('one button makes the bot an admin of the channel', async () => {
    const page = await show(390, 844, true);
    await page.locator(`[data-chat="${CHANNEL}"]`).click();
    await page.getByRole('button', { name: 'Зробити бота адміністратором' }).click();
    await page.getByText('бот — адміністратор').waitFor();
    expect(sandbox.world.rooms.get(CHANNEL)?.members.get(1000000001)).toMatchObject({ can_post_messages: true });
    await picture('phone-dark-channel');
  });

  test('in a group one talks as another person, and a long answer shows as an alert', async () => {
    const page = await show(1180, 800, true);
    await page.getByLabel('Хто ви').selectOption('Тарас');
    await page.locator(`[data-chat="${GROUP}"]`).click();
    await page.getByLabel('Повідомлення', { exact: true }).last().fill('/rules');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Що тут можна?' }).click();
    await page.getByRole('dialog').getByText('Налаштування змінюють лише адміністратори групи.').waitFor();
    await picture('wide-dark-alert');
  });

  test('a new chat is made from the page', async () => {
    const page = await show(390, 844);
    await page.getByRole('button', { name: 'Новий чат' }).click();
    await page.getByLabel('Що створити').selectOption('channel');
    await page.getByLabel('Назва').fill('Погода Києва');
    await picture('phone-new-chat');
    await page.getByRole('button', { name: 'Створити' }).click();
    await page.getByRole('heading', { name: 'Погода Києва' }).waitFor();
    await page.getByText('бот — адміністратор').waitFor();
  });
});
