import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Inbox } from '../bot/inbox/inbox.js';
import { incomingOf } from '../bot/inbox/incoming.js';
import type { Log } from '../telemetry/log.js';

/** How an update of the webhook is taken. */
export interface WebhookOptions {
  log: Log;
  /** Where Telegram calls: its path is the one that is listened on. */
  url: string;
  secret: string;
  inbox: Pick<Inbox, 'take'>;
}

/** An update takes a few kilobytes; bytes. */
const MOST_BYTES = 1024 * 1024;

/**
 * Takes updates from Telegram: 200 is answered once the update stands in the database, and not before, so that none is
 * lost. What is not answered with 200, Telegram sends again.
 */
export function addWebhook(server: FastifyInstance, options: WebhookOptions): void {
  const { log, url, inbox } = options;
  const secret = Buffer.from(options.secret);
  server.post(new URL(url).pathname, { bodyLimit: MOST_BYTES }, async (request, reply) => {
    if (!isSame(request.headers['x-telegram-bot-api-secret-token'], secret)) return reply.code(401).send();
    const update = incomingOf(request.body);
    if (update === null) return reply.code(400).send();
    try {
      await inbox.take([update]);
    } catch (err) {
      log.error({ err, update: update.id }, 'an update could not be stored; Telegram sends it again');
      return reply.code(503).header('retry-after', '2').send();
    }
    return reply.code(200).send();
  });
}

/** In a time that tells nothing but the length, which is no secret. */
function isSame(given: unknown, secret: Buffer): boolean {
  if (typeof given !== 'string') return false;
  const bytes = Buffer.from(given);
  return bytes.length === secret.length && timingSafeEqual(bytes, secret);
}
