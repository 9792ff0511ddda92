import { Pool } from 'undici';
import type { Update } from './types.js';
import type { WaitingUpdate, Webhook, WebhookOptions } from './updates.js';
import type { World } from './world.js';

const ANSWER_LIMIT_MS = 60_000;
const MAX_TRIES = 20;
const MAX_PAUSE_MS = 30_000;

export function startWebhook(world: World, options: WebhookOptions): void {
  const { origin, pathname, search } = new URL(options.url);
  const webhook: Webhook = {
    ...options,
    path: pathname + search,
    lanes: new Map(),
    ready: [],
    underWay: 0,
    stopped: new AbortController(),
    pool: new Pool(origin, {
      connections: options.connections,
      headersTimeout: ANSWER_LIMIT_MS,
      bodyTimeout: ANSWER_LIMIT_MS,
    }),
    lastError: null,
  };
  world.webhook = webhook;
  world.updates.onUpdate = (waiting) => {
    line(webhook, waiting);
    dispatch(world, webhook);
  };
  for (const waiting of world.updates.waiting.values()) line(webhook, waiting);
  dispatch(world, webhook);
}

export function stopWebhook(world: World): void {
  world.webhook?.stopped.abort();
  // Also ends the requests that are under way.
  void world.webhook?.pool.destroy();
  world.webhook = null;
  world.updates.onUpdate = null;
}

/** What getWebhookInfo tells. */
export function webhookInfo(world: World): Record<string, unknown> {
  const { webhook } = world;
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: world.updates.waiting.size,
    ...(webhook ? { max_connections: webhook.connections, ip_address: '127.0.0.1' } : {}),
    ...(webhook?.lastError
      ? { last_error_date: webhook.lastError.date, last_error_message: webhook.lastError.message }
      : {}),
    allowed_updates: [...world.updates.allowed],
  };
}

/** Puts an update at the end of its chat's lane. */
function line(webhook: Webhook, waiting: WaitingUpdate): void {
  const lane = webhook.lanes.get(waiting.chat);
  if (lane) {
    lane.push(waiting);
    return;
  }
  webhook.lanes.set(waiting.chat, [waiting]);
  webhook.ready.push(waiting.chat);
}

/** Starts as many requests as are allowed, one a chat. */
function dispatch(world: World, webhook: Webhook): void {
  while (webhook.underWay < webhook.connections && !webhook.stopped.signal.aborted) {
    const chat = webhook.ready.shift();
    const next = chat === undefined ? undefined : webhook.lanes.get(chat)?.[0];
    if (chat === undefined || !next) return;
    webhook.underWay++;
    void deliver(world, webhook, next.update).then((done) => {
      webhook.underWay--;
      if (!done) return;
      world.updates.waiting.delete(next.update.update_id);
      const lane = webhook.lanes.get(chat) ?? [];
      lane.shift();
      if (lane.length > 0) webhook.ready.push(chat);
      else webhook.lanes.delete(chat);
      dispatch(world, webhook);
    });
  }
}

/** Sends one update until it is taken or given up; false when the webhook was stopped meanwhile. */
async function deliver(world: World, webhook: Webhook, update: Update): Promise<boolean> {
  for (let tried = 1; tried <= MAX_TRIES; tried++) {
    const outcome = await send(webhook, update);
    if (webhook.stopped.signal.aborted) return false;
    if (outcome.ok) return true;
    webhook.lastError = { date: Math.floor(world.now() / 1000), message: outcome.message };
    const pause = outcome.retryAfterMs ?? Math.min(MAX_PAUSE_MS, 100 * 2 ** tried);
    await rest(pause, webhook.stopped.signal);
  }
  return true;
}

type Outcome = { ok: true } | { ok: false; message: string; retryAfterMs: number | null };

function send({ path, secret, pool }: Webhook, update: Update): Promise<Outcome> {
  const headers = {
    'content-type': 'application/json',
    ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
  };
  let outcome: Outcome;
  return new Promise((resolve) => {
    // Straight over the dispatcher: with fetch the sandbox, not the bot, was what bounded the updates a second.
    pool.dispatch(
      { method: 'POST', path, headers, body: JSON.stringify(update) },
      {
        onRequestStart() {},
        onResponseStart(_, status, answered, words = '') {
          outcome = outcomeOf(status, words, answered['retry-after']);
        },
        onResponseData() {},
        onResponseEnd: () => resolve(outcome),
        onResponseError: (_, { message }) => resolve({ ok: false, message, retryAfterMs: null }),
      },
    );
  });
}

function outcomeOf(status: number, words: string, retryAfter: string | string[] | undefined): Outcome {
  if (status >= 200 && status < 300) return { ok: true };
  const seconds = Number(retryAfter);
  return {
    ok: false,
    message: `Wrong response from the webhook: ${status} ${words}`,
    retryAfterMs: seconds > 0 ? Math.min(seconds * 1000, MAX_PAUSE_MS) : null,
  };
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
