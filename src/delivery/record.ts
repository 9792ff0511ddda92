import type { Database } from '../db/connect.js';
import { writeNotice } from '../db/notices.js';
import type { Log } from '../telemetry/log.js';
import { metrics } from '../telemetry/metrics.js';
import { settle } from './settle.js';
import type { Decided } from './verdict.js';

/** What the database would not take. */
export interface Unwritten {
  decided: Decided;
  error: unknown;
}

/**
 * Writes down what deliveries came to and says what went wrong. One that the database refuses is tried apart, so that it
 * does not hold up the others; it stays under way meanwhile, for a row that is forgotten would be sent again.
 * @returns what could not be written down, and why.
 * @throws where the database cannot be reached.
 */
export async function record(
  db: Database,
  options: { batch: readonly Decided[]; now: Date; log: Log; operatorChatId: number | null },
): Promise<Unwritten[]> {
  const { batch, now, log, operatorChatId } = options;
  if (batch.length === 0) return [];
  const failed = new Map<Decided, unknown>();
  try {
    await settle(db, batch, now);
  } catch (err) {
    if (!isRefusal(err)) throw err;
    for (const decided of batch) {
      try {
        await settle(db, [decided], now);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        failed.set(decided, error);
      }
    }
  }
  for (const decided of batch) {
    if (failed.has(decided)) continue;
    count(decided, now);
    say(decided, log);
  }
  const expired = batch.filter(({ verdict }) => verdict.kind === 'expired').length;
  if (expired > 0) {
    log.warn({ count: expired }, 'deliveries came too late and were dropped');
    if (operatorChatId !== null) {
      // Once an hour: an outage drops digests by the thousand.
      const key = `digests-expired:${now.toISOString().slice(0, 13)}`;
      await writeNotice(db, { kind: 'digests-expired', telegramId: operatorChatId, key, data: {} }, now);
    }
  }
  return [...failed].map(([decided, error]) => ({ decided, error }));
}

/** Did the server itself say no? Then the connection is good, and the statement is not. */
function isRefusal(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && cause.name === 'PostgresError';
}

function count({ delivery, verdict }: Decided, now: Date): void {
  if (verdict.kind === 'released') return;
  metrics.deliveries.inc({ outcome: verdict.kind });
  if (verdict.kind === 'wait') metrics.floods.inc({ scope: verdict.scope });
  if (verdict.kind === 'sent') {
    metrics.deliveryDelay.observe(Math.max(0, now.getTime() - delivery.dueAt.getTime()) / 1000);
  }
}

function say({ delivery, verdict }: Decided, log: Log): void {
  const line = {
    delivery: delivery.id,
    digest: delivery.digestId,
    chat: delivery.chatId,
    outcome: verdict.kind,
    ...('reason' in verdict ? { reason: verdict.reason } : {}),
  };
  switch (verdict.kind) {
    case 'sent':
    case 'released':
    case 'expired':
    case 'closed':
      log.debug(line, 'a delivery is decided');
      break;
    case 'gone':
    case 'moved':
    case 'benign':
      log.info(line, 'a delivery is decided');
      break;
    default:
      log.warn(line, 'a delivery did not go through');
  }
}
