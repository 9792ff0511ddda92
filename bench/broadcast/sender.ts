import { Api } from 'grammy';
import { openDatabase } from '../../src/db/open.js';
import { openPace } from '../../src/delivery/budget.js';
import { pacedReplies } from '../../src/delivery/replies.js';
import { startSender } from '../../src/delivery/sender.js';
import { clientOptions } from '../../src/delivery/telegram.js';
import { keepHeapSmall } from '../../src/telemetry/heap.js';
import { openLog } from '../../src/telemetry/log.js';
import type { SenderReport, SenderSetting } from './children.js';

const setting = JSON.parse(process.argv[2] ?? '{}') as SenderSetting;
const { url, token, rate, inFlight, paid } = setting;
keepHeapSmall();
const log = openLog({ level: process.env.LOG_LEVEL ?? 'error' });
const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: setting.dataFolder });
const pace = openPace({ db, token, rate, log });
const holder = `bench-${process.pid}`;
const sender = startSender({
  db,
  now: () => new Date(),
  token,
  apiRoot: url,
  pace,
  log,
  inFlight,
  holder,
  paidBroadcast: paid,
});
const began = process.cpuUsage();

const replyMs: number[] = [];
const { close: _, ...client } = clientOptions({ apiRoot: url, connections: 4 });
const api = new Api(token, client);
api.config.use(pacedReplies({ pace, paidBroadcast: paid }));
let person = 9_000_000;
const talking = setting.replies ? setInterval(() => void reply(), 1000) : undefined;

/** Somebody else every second: the limit of one chat is not what is measured. */
async function reply(): Promise<void> {
  const wished = performance.now();
  await api.sendMessage(person++, 'Ось що нового.');
  replyMs.push(performance.now() - wished);
}

process.on('message', (order) => {
  if (order === 'report') {
    const { user, system } = process.cpuUsage(began);
    const report: SenderReport = {
      cpuMs: (user + system) / 1000,
      replyMs,
      maxRssMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
    process.send?.(report);
  } else void end();
});
process.on('disconnect', () => process.exit());
process.send?.({ holder });

async function end(): Promise<void> {
  clearInterval(talking);
  await sender.stop();
  await close();
  process.exit();
}
