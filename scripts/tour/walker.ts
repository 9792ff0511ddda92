import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { smallPng } from './small-png.js';

/** A README that takes seconds to open is read by nobody. Bytes of a picture. */
const LARGEST_PICTURE = 60_000;
/** The bot answers within this, ms; a machine may be busy. */
const PATIENCE_MS = 30_000;
/** After the last change the page is given so long to come to rest, ms. */
const REST_MS = 400;

/** Somebody who walks through the chat page with a telephone and takes pictures. */
export interface Walker {
  page: Page;
  /** The address of a small paper's feed, which nobody reads yet. */
  paper: string;
  /** Opens a chat of the list. */
  opens(chat: string | RegExp): Promise<void>;
  /** Makes a chat of a kind, with the bot in it, and opens it. */
  creates(kind: string, title: string): Promise<void>;
  /** Makes a person and goes on as this one. */
  becomes(name: string): Promise<void>;
  /** Writes a message or a command. */
  writes(text: string): Promise<void>;
  /** Fills the field where words are asked for, and sends nothing. */
  types(text: string): Promise<void>;
  /** Taps the last button with this label. */
  taps(label: string | RegExp): Promise<void>;
  /** Waits until the last message with this text is on the screen. */
  sees(text: string | RegExp): Promise<void>;
  /** Scrolls until the last message with this text begins at the top. */
  scrollsTo(text: string | RegExp): Promise<void>;
  /** Takes a picture of the screen: NAME.png in the folder. */
  pictures(name: string): Promise<void>;
}

/** @param options.folder where the pictures go. */
export function walker({ page, folder, paper }: { page: Page; folder: string; paper: string }): Walker {
  page.setDefaultTimeout(PATIENCE_MS);
  const last = (found: Locator) => found.filter({ visible: true }).last();
  const toTheList = async () => {
    const back = page.getByRole('button', { name: 'До списку чатів' });
    if (await back.isVisible()) await back.click();
  };
  const makes = async (kind: string, name: string) => {
    await toTheList();
    await page.getByRole('button', { name: 'Новий чат' }).click();
    await page.getByLabel('Що створити').selectOption(kind);
    await page.getByLabel('Назва').fill(name);
    await page.getByRole('button', { name: 'Створити', exact: true }).click();
  };
  return {
    page,
    paper,
    async opens(chat) {
      await toTheList();
      await page.getByRole('button', { name: chat }).first().click();
    },
    creates: makes,
    async becomes(name) {
      await makes('Нова людина', name);
      await page.getByLabel('Хто ви').selectOption(name);
    },
    async writes(text) {
      await page.getByRole('textbox', { name: 'Повідомлення' }).fill(text);
      await page.getByRole('button', { name: 'Надіслати', exact: true }).click();
    },
    async types(text) {
      await last(page.getByRole('textbox')).fill(text);
    },
    async taps(label) {
      await last(
        page.getByRole('button', typeof label === 'string' ? { name: label, exact: true } : { name: label }),
      ).click();
    },
    async sees(text) {
      await last(page.getByText(text)).waitFor();
    },
    async scrollsTo(text) {
      // A chat that was opened goes to its end once it is drawn, and so does one that gets a picture.
      await sleep(REST_MS);
      await last(page.getByText(text)).evaluate((found) => found.scrollIntoView({ block: 'start' }));
    },
    async pictures(name) {
      // A toast covers what it speaks of.
      await page.locator('#toast').waitFor({ state: 'hidden' });
      await sleep(REST_MS);
      const picture = smallPng(await page.screenshot());
      await writeFile(path.join(folder, `${name}.png`), picture);
      const note = picture.length > LARGEST_PICTURE ? `, more than ${LARGEST_PICTURE / 1000} KB` : '';
      console.log(`${name}.png ${Math.round(picture.length / 1000)} KB${note}`);
    },
  };
}
