import type { Database } from '../../db/connect.js';
import { articlesOfStories, storiesByIds } from '../../stories/store.js';
import type { Log } from '../../telemetry/log.js';
import { metrics } from '../../telemetry/metrics.js';
import { fingerprintOf, MODEL_VERSION } from '../fingerprint.js';
import { saveSummaries } from '../store.js';
import { newest, summariseOrQuote } from '../summarise.js';
import { createBreaker } from './breaker.js';
import {
  type Completion,
  ModelClosedError,
  type ModelEndpoint,
  ModelError,
  type ModelRequest,
  openModelClient,
  tokensOf,
} from './client.js';
import { withoutInstructions } from './instructions.js';
import { claimOrder, finishOrder, type Order, releaseOrder, settleTokens, takeTokens, writable } from './store.js';
import { type Writing, writeUp } from './write.js';

/** Writes up the stories that were ordered. */
export interface Writer {
  /** Writes until no order waits, the day's budget is spent or the endpoint is down. @returns how many were written. */
  work(): Promise<number>;
  /** Ends what is under way at once; its orders wait for another writer. */
  close(): Promise<void>;
}

/** Calls under way at once. */
const AT_ONCE = 4;

/** The day's budget does not hold the call. */
class BudgetSpentError extends Error {}
/** The endpoint seems to be down, and is left alone. */
class RestingError extends Error {}

/**
 * Opens a writer; any number of processes may have one.
 * @param options.dailyTokens what all writers together may spend in a day, UTC.
 * @param options.timeoutMs of one call, for tests.
 */
export function openWriter(options: {
  db: Database;
  endpoint: ModelEndpoint;
  dailyTokens: number;
  log: Log;
  now: () => Date;
  timeoutMs?: number;
}): Writer {
  const { db, endpoint, dailyTokens, log, now, timeoutMs } = options;
  const client = openModelClient({ endpoint, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  const breaker = createBreaker();
  /** The day whose end of the budget was told. */
  let spentOn: string | null = null;

  /** One call, paid for and counted. */
  const ask = async (request: ModelRequest): Promise<Completion> => {
    const [day, tokens] = [now().toISOString().slice(0, 10), tokensOf(request)];
    if (!(await takeTokens(db, { day, tokens, budget: dailyTokens }))) throw new BudgetSpentError();
    if (!breaker.allows(now().getTime())) {
      await settleTokens(db, { day, difference: -tokens });
      throw new RestingError();
    }
    try {
      const completion = await client.complete(request);
      breaker.succeeded();
      metrics.modelCalls.inc({ outcome: 'answered' });
      metrics.modelTokens.inc(completion.tokens);
      await settleTokens(db, { day, difference: completion.tokens - tokens });
      return completion;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      // What was taken stays taken: the endpoint may have worked, and been paid, for an answer that did not come.
      breaker.failed(now().getTime(), { atOnce: error.isLasting, restMs: error.retryAfterMs });
      metrics.modelCalls.inc({ outcome: error.reason });
      log.warn({ err: error }, 'the model gave no answer');
      throw error;
    }
  };

  const tellSpent = () => {
    const day = now().toISOString().slice(0, 10);
    if (spentOn !== day) log.warn('the model’s budget of the day is spent (LLM_DAILY_TOKENS)');
    spentOn = day;
  };

  const writeOne = async (order: Order): Promise<boolean> => {
    try {
      const writing = await writeOrdered(db, { order, ask, now: now() });
      if (writing === null) return false;
      for (const reason of writing.outcome === 'written' ? [] : writing.reasons) {
        metrics.summaryRefusals.inc({ engine: 'model', reason });
      }
      log.info(
        { story: order.storyId, outcome: writing.outcome, reasons: writing.reasons },
        'the model was given a story',
      );
      return writing.outcome === 'written';
    } catch (error) {
      await releaseOrder(db, order);
      throw error;
    }
  };

  const lane = async (): Promise<number> => {
    let written = 0;
    for (;;) {
      const order = await claimOrder(db, now());
      if (order === null) return written;
      try {
        if (await writeOne(order)) written++;
      } catch (error) {
        if (error instanceof BudgetSpentError) tellSpent();
        else if (!(error instanceof RestingError || error instanceof ModelClosedError)) throw error;
        return written;
      }
    }
  };

  return {
    async work() {
      if (breaker.isResting(now().getTime())) return 0;
      const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
      for (const one of lanes) if (one.status === 'rejected') throw one.reason;
      return lanes.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0);
    },
    close: () => client.close(),
  };
}

/** Writes up one story and stores what came of it; `null` where it has other articles than were ordered. */
async function writeOrdered(
  db: Database,
  options: { order: Order; ask: (request: ModelRequest) => Promise<Completion>; now: Date },
): Promise<Writing | null> {
  const { order, ask, now } = options;
  const { storyId, length, fingerprint } = order;
  const [[story], told] = await Promise.all([storiesByIds(db, [storyId]), articlesOfStories(db, [storyId])]);
  const articles = writable(told.get(storyId) ?? []);
  if (!story || fingerprintOf(articles, MODEL_VERSION) !== fingerprint) {
    await finishOrder(db, order, { outcome: 'failed', reasons: ['outdated'] });
    return null;
  }
  const isForeign = articles[0]?.language !== 'uk';
  const { headline } = summariseOrQuote({ headline: story.headline, articles }, { length });
  const material = newest(articles).map((article) => ({
    ...article,
    title: withoutInstructions(article.title),
    text: withoutInstructions(article.text),
  }));
  const writing = await writeUp({ length, headline: isForeign ? null : headline, articles: material }, ask);
  await db.transaction(async (tx) => {
    await finishOrder(tx, order, { outcome: writing.outcome, reasons: writing.reasons });
    if (writing.outcome !== 'written') return;
    const { draft, reasons } = writing;
    await saveSummaries(tx, [
      {
        storyId,
        length,
        engine: 'model',
        headline: draft.headline ?? headline,
        text: draft.summary,
        fingerprint,
        articleIds: articles.map(({ id }) => id),
        topic: draft.topic,
        refusals: reasons,
        createdAt: now,
      },
    ]);
  });
  return writing;
}
