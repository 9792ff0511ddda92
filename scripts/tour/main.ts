import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApp } from '../../src/app.js';
import { PROJECT_FOLDER, readConfig } from '../../src/config.js';
import { openLog } from '../../src/telemetry/log.js';
import { openPage } from '../../test/support/browser.js';
import { korotko } from '../../test/support/command.js';
import { deskWalk } from './desk.js';
import { englishWalk } from './english.js';
import { asPasted, NEWS } from './news.js';
import { openPaper } from './paper.js';
import { placesWalk } from './places.js';
import { readerWalk } from './reader.js';
import { type Walker, walker } from './walker.js';

/** Everything that is walked through, in this order, on one telephone. */
const WALKS: readonly ((walker: Walker) => Promise<void>)[] = [readerWalk, placesWalk, deskWalk, englishWalk];
const PHONE = { width: 390, height: 844 };
const PICTURES = path.join(PROJECT_FOLDER, 'docs', 'pictures');

/** `npm run tour`: walks through the bot on the sandbox's page as a newcomer does, and pictures every panel. */
const folder = await mkdtemp(path.join(tmpdir(), 'korotko-tour-'));
const environment = { SANDBOX_PORT: '0', DATA_DIR: folder, ALLOW_PRIVATE_NETWORKS: 'true' };
const paper = await openPaper();
const app = await startApp({ config: readConfig(environment), log: openLog({ level: 'warn' }) });
try {
  await mkdir(PICTURES, { recursive: true });
  await bringNews();
  const { page, complaints, close } = await openPage(app.page ?? '', { ...PHONE, scale: 1.5 });
  const person = walker({ page, folder: PICTURES, paper: paper.url });
  for (const walk of WALKS) await walk(person);
  await close();
  if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('; ')}`);
} finally {
  await app.stop();
  paper.close();
  await rm(folder, { recursive: true, force: true });
}

/** The tour's own news, and the sources of a new installation. */
async function bringNews(): Promise<void> {
  const now = new Date();
  const files = NEWS.map((_, index) => path.join(folder, `news-${index}.txt`));
  await Promise.all(NEWS.map((article, index) => writeFile(files[index] ?? '', asPasted(article, now))));
  for (const args of [
    ['ingest', ...files],
    ['sources', 'list'],
  ]) {
    const { code, stderr } = await korotko(args, { env: environment });
    if (code !== 0) throw new Error(`korotko ${args[0]} ended with ${code}: ${stderr}`);
  }
}
