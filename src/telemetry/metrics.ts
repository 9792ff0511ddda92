import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What this process counts, for Prometheus. Counters are of the process: add those of all processes up. What stands in
 * the database (queues, sources) is the same wherever it is asked, so those gauges are of any one process.
 */
const registry = new Registry();
const registers = [registry];

/** What rooms count. A label's values are few and fixed: never an id, an address or a text. */
export const metrics = {
  articles: new Counter({
    name: 'korotko_articles_total',
    help: 'Articles that were not there before, by where they came from: poll, seed, operator (files), person, channel',
    labelNames: ['from'] as const,
    registers,
  }),
  polls: new Counter({
    name: 'korotko_polls_total',
    help: 'Polls of sources by what came of them: read, unchanged, failed',
    labelNames: ['outcome'] as const,
    registers,
  }),
  placed: new Counter({
    name: 'korotko_articles_placed_total',
    help: 'Articles by what they were to the stories known: start (a new story), join, update (new facts)',
    labelNames: ['decision'] as const,
    registers,
  }),
  copies: new Counter({
    name: 'korotko_article_copies_total',
    help: 'Articles whose text another publisher had before: duplicates that were found',
    registers,
  }),
  summaries: new Counter({
    name: 'korotko_summaries_total',
    help: 'Summaries made, by engine',
    labelNames: ['engine'] as const,
    registers,
  }),
  summaryRefusals: new Counter({
    name: 'korotko_summary_refusals_total',
    help: 'What kept drafts of summaries from being shown, by engine and reason: what the guard found, or why none came',
    labelNames: ['engine', 'reason'] as const,
    registers,
  }),
  modelCalls: new Counter({
    name: 'korotko_model_calls_total',
    help: 'Calls of the model by outcome: answered, or how they failed',
    labelNames: ['outcome'] as const,
    registers,
  }),
  modelTokens: new Counter({
    name: 'korotko_model_tokens_total',
    help: 'Tokens that the model took and gave',
    registers,
  }),
  digests: new Counter({
    name: 'korotko_digests_total',
    help: 'Digests by state: planned or empty when they are planned, and what became of them',
    labelNames: ['state'] as const,
    registers,
  }),
  deliveries: new Counter({
    name: 'korotko_deliveries_total',
    help: 'Tries to deliver a message, by outcome',
    labelNames: ['outcome'] as const,
    registers,
  }),
  deliveryDelay: new Histogram({
    name: 'korotko_delivery_delay_seconds',
    help: 'From the moment when a message should have come (its slot, or when it was asked for) to the one when it was sent',
    buckets: [1, 2, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 7_200],
    registers,
  }),
  floods: new Counter({
    name: 'korotko_telegram_429_total',
    help: 'Times that Telegram asked for a wait: of a chat or of the whole token (the sender), of a reply',
    labelNames: ['scope'] as const,
    registers,
  }),
  updates: new Histogram({
    name: 'korotko_update_seconds',
    help: 'From the moment when an update was here to the end of its handling',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  }),
  ticks: new Counter({
    name: 'korotko_ticks_total',
    help: 'Runs of the ticks (poll, place, plan, prepare, write, prune) by outcome: done, failed',
    labelNames: ['tick', 'outcome'] as const,
    registers,
  }),
};

/** What waits in a queue. */
export interface QueueState {
  length: number;
  /** Since when the first of it has waited; `null` where nothing waits. */
  since: Date | null;
}

/** What is measured in the moment in which it is asked for. */
export const gauges = {
  queueLength: new Gauge({
    name: 'korotko_queue_length',
    help: 'What waits: schedules that are due, articles without a story, deliveries, sources that are due, updates, summaries that the model is to write',
    labelNames: ['queue'] as const,
    registers,
  }),
  queueAge: new Gauge({
    name: 'korotko_queue_oldest_seconds',
    help: 'For how long the first of each queue has waited; 0 where nothing waits',
    labelNames: ['queue'] as const,
    registers,
  }),
  sources: new Gauge({
    name: 'korotko_sources',
    help: 'Sources by health: working, failing, paused, unconfirmed',
    labelNames: ['health'] as const,
    registers,
  }),
  databaseSeconds: new Gauge({
    name: 'korotko_database_seconds',
    help: 'How long the database took to answer the simplest question',
    registers,
  }),
  lastArticleAge: new Gauge({
    name: 'korotko_last_article_age_seconds',
    help: 'For how long no article has come',
    registers,
  }),
  sends: new Gauge({ name: 'korotko_sends', help: '1 where this process holds the right to send', registers }),
};

let isWatched = false;

/** Begins to watch the process itself: event-loop lag, memory, garbage collection, CPU. */
export function watchProcess(): void {
  if (isWatched) return;
  isWatched = true;
  collectDefaultMetrics({ register: registry });
}

/** Everything that is counted and measured, in Prometheus's text format. */
export function metricsText(): Promise<string> {
  return registry.metrics();
}

/** The media type of {@link metricsText}. */
export const METRICS_TYPE = registry.contentType;
