import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/connect.js';
import type { Log } from '../telemetry/log.js';
import { storeUpdate } from './store.js';

/** How an update of the webhook is taken. */
export interface WebhookOptions {
  db: Database;
  log: Log;
  now: () => Date;
  /** Where Telegram calls: its path is the one that is listened on. */
  url: string;
  secret: string;
  /** An update was stored. */
  onStored(): void;
}

/** An update takes a few kilobytes; bytes. */
const MOST_BYTES = 1024 * 1024;

/**
 * Takes updates from Telegram: 200 is answered once the update stands in the database, and not before, so that none is
 * lost. What is not answered with 200, Telegram sends again.
 */
export function addWebhook(server: FastifyInstance, options: WebhookOptions): void {
  const { db, log, now, url, secret, onStored } = options;
  server.post(new URL(url).pathname, { bodyLimit: MOST_BYTES }, async (request, reply) => {
    if (!isSame(request.headers['x-telegram-bot-api-secret-token'], secret)) return reply.code(401).send();
    const id = updateIdOf(request.body);
    if (id === null) return reply.code(400).send();
    try {
      await storeUpdate(db, { id, lane: laneOf(request.body as object), update: request.body, now: now() });
    } catch (err) {
      log.error({ err, update: id }, 'an update could not be stored; Telegram sends it again');
      return reply.code(503).header('retry-after', '2').send();
    }
    onStored();
    return reply.code(200).send();
  });
}

/** In constant time, whatever is given: two hashes are of one length. */
function isSame(given: unknown, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(typeof given === 'string' ? given : ''), hash(secret)) && typeof given === 'string';
}

function updateIdOf(body: unknown): number | null {
  if (typeof body !== 'object' || body === null || !('update_id' in body)) return null;
  const { update_id: id } = body;
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null;
}

/** The chat of an update, or the person where it is of no chat: what is of one lane is handled in order. */
export function laneOf(update: object): number {
  for (const event of Object.values(update)) {
    const id = idIn(event, 'chat') ?? idIn(event?.message, 'chat') ?? idIn(event, 'from') ?? idIn(event, 'user');
    if (id !== null) return id;
  }
  return 0;
}

function idIn(event: unknown, key: string): number | null {
  if (typeof event !== 'object' || event === null) return null;
  const id = (event as Record<string, { id?: unknown } | undefined>)[key]?.id;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}
