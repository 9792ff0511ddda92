import { openDatabase } from '../../src/db/open.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDueDigests } from '../../src/digests/plan.js';
import { keepHeapSmall } from '../../src/telemetry/heap.js';
import { NINE } from './newsroom.js';

/** What the planner of the bench has to say of itself. */
export interface PlannerReport {
  claimed: number;
  planned: number;
  seconds: number;
  cpuSeconds: number;
  /** Resident memory before the planning, and the most of the whole process. */
  megabytesBefore: number;
  peakMegabytes: number;
}

const { dataFolder } = JSON.parse(process.argv[2] ?? '{}') as { dataFolder: string };
keepHeapSmall();
const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder });
const megabytesBefore = Math.round(process.memoryUsage.rss() / 2 ** 20);
const began = process.cpuUsage();
const started = performance.now();
const counts = await planDueDigests({ db, now: NINE, enqueue });
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(began);
const report: PlannerReport = {
  ...counts,
  seconds,
  cpuSeconds: (user + system) / 1e6,
  megabytesBefore,
  peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
};
await close();
process.send?.(report);
process.disconnect();
