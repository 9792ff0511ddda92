import { waitingForHandling } from '../bot/inbox/store.js';
import { dueSchedules } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { waitingDeliveries } from '../delivery/store.js';
import { articlesWithoutStory, dueSources, lastArticleAt, sourcesByHealth } from '../intake/keep/store.js';
import { waitingOrders } from '../summaries/model/store.js';
import { gauges, type QueueState } from '../telemetry/metrics.js';

/** Looks at the queues and the sources and sets their gauges. */
export async function measureQueues(db: Database, now: Date): Promise<void> {
  const ageOf = (since: Date | null) => (since === null ? 0 : Math.max(0, now.getTime() - since.getTime()) / 1000);
  const began = performance.now();
  const updates = await waitingForHandling(db);
  gauges.databaseSeconds.set((performance.now() - began) / 1000);
  const queues: Record<string, QueueState> = {
    updates,
    articles: await articlesWithoutStory(db),
    schedules: await dueSchedules(db, now),
    deliveries: await waitingDeliveries(db),
    sources: await dueSources(db, now),
    summaries: await waitingOrders(db, now),
  };
  for (const [queue, { length, since }] of Object.entries(queues)) {
    gauges.queueLength.set({ queue }, length);
    gauges.queueAge.set({ queue }, ageOf(since));
  }
  for (const [health, count] of Object.entries(await sourcesByHealth(db))) gauges.sources.set({ health }, count);
  gauges.lastArticleAge.set(ageOf(await lastArticleAt(db)));
}
