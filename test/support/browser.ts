import { accessSync, constants } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of this machine (CHROMIUM_PATH, else Debian's place and the like), or null where there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  return (named ? [named] : PLACES).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Screen {
  /** CSS pixels; 390 by 844 is a telephone. */
  width: number;
  height: number;
  dark?: boolean;
  /** Pixels of a picture for one of CSS; 2 unless given. */
  scale?: number;
}

export interface OpenedPage {
  page: Page;
  /** What the page complained of: uncaught errors and console errors. */
  complaints: string[];
  close(): Promise<void>;
}

let shared: { browser: Promise<Browser>; pages: number } | null = null;

/**
 * Opens an address on a screen of this size, apart from all other pages (no shared storage). The browser is started for
 * the first page and stops with the last one. Throws where there is no browser: ask `findChromium` first.
 */
export async function openPage(url: string, { width, height, dark = false, scale = 2 }: Screen): Promise<OpenedPage> {
  shared ??= { browser: launch(), pages: 0 };
  const running = shared;
  running.pages++;
  const browser = await running.browser;
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: dark ? 'dark' : 'light',
    locale: 'uk-UA',
    timezoneId: 'Europe/Kyiv',
  });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  await page.goto(url);
  return {
    page,
    complaints,
    async close() {
      await page.close();
      if (--running.pages > 0) return;
      shared = null;
      await browser.close();
    },
  };
}

function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('there is no Chromium here: apt-get install chromium, or set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: ARGUMENTS, timeout: 60_000 });
}
