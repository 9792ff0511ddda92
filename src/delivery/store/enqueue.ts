import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { deliveries, payloads } from '../../db/schema.js';
import type { Message } from '../../texts/message.js';
import { turnOf } from '../turn.js';

/** 0 a person waits for it, 1 channels, 2 readers. */
export type Priority = 0 | 1 | 2;

/** A digest ready to go to its chat. */
export interface Outgoing {
  digestId: number;
  /** Our own id. */
  chatId: number;
  /** Its messages in order; the same object for many chats is stored, and hashed, once. */
  parts: readonly Message[];
  priority: Priority;
  now: Date;
}

/** Rows a statement: large enough for a hundred thousand digests, small enough for a statement's time. */
const ROWS_A_STATEMENT = 5_000;

/**
 * Puts digests into the outbox, in the caller's transaction: what was promised is there before anything is tried, or
 * neither is. From here on a message's bytes never change.
 */
export async function enqueue(tx: Database, batch: readonly Outgoing[]): Promise<void> {
  const hashes = new Map<Message, string>();
  const hashOf = (message: Message) => {
    const hash = payloadHash(message);
    hashes.set(message, hash);
    return hash;
  };
  const rows = batch.flatMap(({ digestId, chatId, parts, priority, now }) => {
    const turn = priority === 2 ? turnOf(chatId, now) : 0;
    return parts.map((message, index) => ({
      digest: digestId,
      chat: chatId,
      part: index + 1,
      parts: parts.length,
      payload: hashOf(message),
      priority,
      turn,
      created: now.toISOString(),
    }));
  });
  const [first] = batch;
  if (!first) return;
  await savePayloads(tx, hashes, first.now);
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await tx.execute(sql`
      insert into ${deliveries} (digest_id, chat_id, part, parts, payload_hash, priority, turn, created_at)
      select digest, chat, part, parts, payload, priority, turn, created
      from json_to_recordset(${JSON.stringify(rows.slice(start, start + ROWS_A_STATEMENT))}::json) as row(
        digest bigint, chat bigint, part smallint, parts smallint, payload text, priority smallint, turn integer,
        created timestamptz
      )`);
  }
}

/** Puts a notice's message into the outbox. `chatId` is ours, or `null` where the person has no chat here. */
export async function enqueueNotice(
  tx: Database,
  notice: { noticeId: number; chatId: number | null; message: Message; now: Date },
): Promise<void> {
  const { noticeId, chatId, message, now } = notice;
  const hash = payloadHash(message);
  await savePayloads(tx, new Map([[message, hash]]), now);
  await tx
    .insert(deliveries)
    .values({ noticeId, chatId, part: 1, parts: 1, payloadHash: hash, priority: 1, createdAt: now });
}

async function savePayloads(tx: Database, hashes: ReadonlyMap<Message, string>, now: Date): Promise<void> {
  const bodies = new Map([...hashes].map(([message, hash]) => [hash, canonical(message)]));
  // In one order everywhere: two transactions that save the same payloads wait for each other, never in a circle.
  const sorted = [...bodies.keys()].sort();
  const known = await renewPayloads(tx, sorted, now);
  const rows = sorted.filter((hash) => !known.has(hash)).map((hash) => ({ hash, body: bodies.get(hash) }));
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await tx.execute(sql`
      insert into ${payloads} (hash, body, used_at)
      select hash, body, ${now.toISOString()}::timestamptz
      from json_to_recordset(${JSON.stringify(rows.slice(start, start + ROWS_A_STATEMENT))}::json) as row(hash text, body jsonb)
      on conflict (hash) do update set used_at = greatest(payloads.used_at, excluded.used_at)`);
  }
}

/** Those that are stored already: a broadcast says the same in every batch, and its bodies need not travel each time. */
async function renewPayloads(tx: Database, hashes: readonly string[], now: Date): Promise<Set<string>> {
  const wanted = sql`any(${sql.param(`{${hashes.join()}}`)}::text[])`;
  const time = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`update ${payloads} set used_at = ${time} where hash = ${wanted} and used_at < ${time}`);
  const rows = await tx.execute<{ hash: string }>(
    sql`select hash from ${payloads} where hash = ${wanted} for key share`,
  );
  return new Set([...rows].map(({ hash }) => hash));
}

/** A broadcast brings the same message in batch after batch. */
const knownHashes = new WeakMap<Message, string>();

function payloadHash(message: Message): string {
  const known = knownHashes.get(message);
  if (known !== undefined) return known;
  const hash = createHash('sha256')
    .update(JSON.stringify(canonical(message)))
    .digest('hex');
  knownHashes.set(message, hash);
  return hash;
}

/** The message with its fields, and those of its buttons, in one order, and nothing besides. */
function canonical({ html, preview, buttons, storyIds = [], silent = false }: Message): Message {
  return {
    html,
    storyIds,
    // Only where it is so: the bodies of everybody's digests stay as they are.
    ...(silent ? { silent } : {}),
    preview,
    buttons: buttons.map((row) =>
      row.map((button) =>
        'url' in button ? { text: button.text, url: button.url } : { text: button.text, data: button.data },
      ),
    ),
  };
}
