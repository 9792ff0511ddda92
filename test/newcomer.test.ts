import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { useApp } from './support/app.js';
import { findChromium, openPage } from './support/browser.js';

const PICTURES = fileURLToPath(new URL('./screenshots/', import.meta.url));
const chromium = findChromium();
if (!chromium) process.stderr.write('The newcomer’s walk is skipped: no Chromium here (apt-get install chromium).\n');

const app = useApp();

describe.skipIf(!chromium)('a newcomer with a browser', () => {
  test('opens the page, presses «Почати», taps topics and a time, and reads the first digest', {
    timeout: 60_000,
  }, async () => {
    mkdirSync(PICTURES, { recursive: true });
    const { page, complaints, close } = await openPage(app.page(), { width: 390, height: 844 });
    const picture = (name: string) => page.screenshot({ path: `${PICTURES}newcomer-${name}.png` });
    await page.getByRole('button', { name: /Коротко/ }).click();
    await page.getByRole('button', { name: 'Почати', exact: true }).click();
    await page.getByRole('button', { name: 'Війна' }).click();
    await page.getByRole('button', { name: '✓ Війна' }).waitFor();
    await picture('topics');
    await page.getByRole('button', { name: 'Далі' }).click();
    await page.getByRole('button', { name: /Вранці/ }).click();
    const headline = page.getByText('Рютте: Я можу підтвердити, що війська КНДР розгорнуті в Курській області');
    await headline.waitFor();
    expect(await page.getByText('Ваш перший дайджест').last().isVisible()).toBe(true);
    expect(await page.getByText(/РЕКЛАМА|ОСТАННЄ|ЩЕ ЗА ТЕМОЮ/).count()).toBe(0);
    await picture('digest');
    expect(complaints).toEqual([]);
    await close();
  });
});
