import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { keepHeapSmall } from '../../src/telemetry/heap.js';
import { openLog } from '../../src/telemetry/log.js';
import type { BotReport, BotSetting } from './load.js';

/** The process of the program that talks with people, as an operator runs it. */
const { dataFolder, url, token, webhookPort } = JSON.parse(process.argv[2] ?? '{}') as BotSetting;
const config = readConfig({
  BOT_TOKEN: token,
  BOT_API_ROOT: url,
  DATA_DIR: dataFolder,
  ...(webhookPort === null
    ? {}
    : {
        HTTP_PORT: String(webhookPort),
        WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/telegram`,
        WEBHOOK_SECRET: 'a-secret-of-this-bench',
      }),
});
keepHeapSmall();
const app = await startApp({ config, role: 'bot', log: openLog({ level: 'error' }) });
// What lives after a collection tells a leak from garbage that nobody has swept up yet.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
let megabytes: number[] = [];
setInterval(() => megabytes.push(Math.round(process.memoryUsage.rss() / 1024 / 1024)), 1000).unref();

process.on('message', (order) => {
  if (order === 'report') {
    collectGarbage();
    const report: BotReport = { megabytes, live: process.memoryUsage().heapUsed / 1024 / 1024 };
    megabytes = [];
    process.send?.(report);
  } else void app.stop().then(() => process.exit());
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
