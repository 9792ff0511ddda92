import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { instantOf, numbers, texts } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { deliveries, payloads } from '../../db/schema.js';
import { seal, unseal } from '../../db/seal.js';
import type { Enqueue, QueuedDigest, StoredMessage } from '../../digests/enqueue.js';
import type { Message } from '../../texts/message.js';
import { inTurns } from '../../turns.js';
import { turnOf } from '../turn.js';
import { messagesAnswered } from './replies.js';

/** 0 a person waits for it, 1 channels, 2 readers. */
export type Priority = QueuedDigest['priority'];

/**
 * What was used so short a time ago is not marked again: payloads are kept for a day longer than what uses them, and two
 * planners that say the same would wait for each other's marks.
 */
const MARKED_EVERY = sql.raw(`interval '1 hour'`);
/** Rows a statement: large enough for a hundred thousand digests, small enough for a statement's time. */
const ROWS_A_STATEMENT = 5_000;

/**
 * Puts digests into the outbox, in the caller's transaction: what was promised is there before anything is tried, or
 * neither is. From here on a message's bytes never change.
 */
export const enqueue: Enqueue = async (tx, batch) => {
  const [first] = batch;
  if (!first) return new Map();
  const bodies: Bodies = new Map();
  const hashes = new Map<Message, string>();
  const hashOf = (part: Message | StoredMessage) => {
    if ('payload' in part) return part.payload;
    const known = hashes.get(part);
    if (known !== undefined) return known;
    const hash = payloadHash(part, bodies);
    hashes.set(part, hash);
    return hash;
  };
  const answered = await messagesAnswered(tx, batch);
  const rowsOf = ({ digestId, chatId, parts, updates = [], priority, now }: QueuedDigest): NewDelivery[] => {
    const turn = priority === 2 ? turnOf(chatId, now) : 0;
    return parts.map((part, index) => ({
      digest: digestId,
      chat: chatId,
      part: index + 1,
      parts: parts.length,
      payload: hashOf(part),
      priority,
      turn,
      reply: updates.length === 0 ? null : answered(part, updates),
      created: now,
    }));
  };
  const rows = (await inTurns(batch, rowsOf)).flat();
  await savePayloads(tx, { bodies, all: rows.map(({ payload }) => payload), now: first.now });
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await insertDeliveries(tx, rows.slice(start, start + ROWS_A_STATEMENT));
  }
  return new Map(
    [...hashes].map(([message, payload]) => [message, { payload, storyIds: message.storyIds ?? [] }] as const),
  );
};

interface NewDelivery {
  digest: number;
  chat: number;
  part: number;
  parts: number;
  payload: string;
  priority: Priority;
  turn: number;
  reply: number | null;
  created: Date;
}

async function insertDeliveries(tx: Database, rows: readonly NewDelivery[]): Promise<void> {
  const column = <Key extends keyof NewDelivery>(key: Key) => rows.map((row) => row[key]);
  await tx.execute(sql`
    insert into ${deliveries} (digest_id, chat_id, part, parts, payload_hash, priority, turn, reply_to, created_at)
    select digest, chat, part, parts, payload, priority, turn, reply, ${instantOf(sql`created`)}
    from unnest(
      ${numbers(column('digest'))}, ${numbers(column('chat'))}, ${numbers(column('part'), 'smallint')},
      ${numbers(column('parts'), 'smallint')}, ${texts(column('payload'))}, ${numbers(column('priority'), 'smallint')},
      ${numbers(column('turn'), 'integer')}, ${numbers(column('reply'))}, ${numbers(column('created').map(Number))}
    ) as row (digest, chat, part, parts, payload, priority, turn, reply, created)`);
}

/** Stores a message's body. Gives its hash. */
export async function savePayload(tx: Database, message: Message, now: Date): Promise<string> {
  const bodies: Bodies = new Map();
  const hash = payloadHash(message, bodies);
  await savePayloads(tx, { bodies, all: [hash], now });
  return hash;
}

/** Puts a notice's message into the outbox. `chatId` is ours, or `null` where the person has no chat here. */
export async function enqueueNotice(
  tx: Database,
  notice: { noticeId: number; chatId: number | null; message: Message; now: Date },
): Promise<void> {
  const { noticeId, chatId, message, now } = notice;
  const hash = await savePayload(tx, message, now);
  await tx
    .insert(deliveries)
    .values({ noticeId, chatId, part: 1, parts: 1, payloadHash: hash, priority: 1, createdAt: now });
}

/**
 * Stores the messages that are not stored yet.
 * @param options.all the hashes of all that are used: also of those whose messages are not given, for they are there.
 * @throws Error where one of them is not there.
 */
async function savePayloads(
  tx: Database,
  options: { bodies: Bodies; all: readonly string[]; now: Date },
): Promise<void> {
  const { bodies, all, now } = options;
  // In one order everywhere: two transactions that save the same payloads wait for each other, never in a circle.
  const sorted = [...new Set(all)].sort();
  const known = await renewPayloads(tx, sorted, now);
  const rows = sorted
    .filter((hash) => !known.has(hash))
    .map((hash) => {
      const body = bodies.get(hash);
      if (!body) throw new Error(`The payload ${hash} is in no outbox.`);
      return `{"hash":"${hash}","body":${body()}}`;
    });
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await tx.execute(sql`
      insert into ${payloads} (hash, body, used_at)
      select hash, body, ${now.toISOString()}::timestamptz
      from json_to_recordset(${`[${rows.slice(start, start + ROWS_A_STATEMENT).join()}]`}::json)
        as row(hash text, body jsonb)
      on conflict (hash) do nothing`);
  }
}

/**
 * Those that are stored already: a broadcast says the same in every batch, and its bodies need not travel each time. What
 * is used now is not pruned before its deliveries are, so none needs to be locked.
 */
async function renewPayloads(tx: Database, hashes: readonly string[], now: Date): Promise<Set<string>> {
  const wanted = sql`any(${texts(hashes)})`;
  const time = sql`${now.toISOString()}::timestamptz`;
  const rows = await tx.execute<{ hash: string }>(sql`
    with renewed as (
      update ${payloads} set used_at = ${time} where hash = ${wanted} and used_at < ${time} - ${MARKED_EVERY}
    )
    select hash from ${payloads} where hash = ${wanted}`);
  return new Set([...rows].map(({ hash }) => hash));
}

/** The bodies of messages by their hashes, as JSON: written when they are asked for. */
type Bodies = Map<string, () => string>;

/** A broadcast brings the same message in batch after batch. */
const knownHashes = new WeakMap<Message, string>();

/** The hash of a message, whose body stands among the given ones from here on. */
function payloadHash(message: Message, bodies: Bodies): string {
  let json: string | undefined;
  const inClear = () => {
    json ??= JSON.stringify(canonical(message));
    return json;
  };
  const hash = knownHashes.get(message) ?? createHash('sha256').update(inClear()).digest('hex');
  knownHashes.set(message, hash);
  bodies.set(hash, message.isPersonal ? () => JSON.stringify(bodyOf(canonical(message))) : inClear);
  return hash;
}

/** The message with its fields, and those of its buttons, in one order, and nothing besides. */
function canonical(message: Message): Message {
  const { html, preview, isPreviewLarge, buttons, storyIds = [], places } = message;
  const { isPersonal, language, silent = false } = message;
  return {
    html,
    storyIds,
    ...(places ? { places } : {}),
    ...(isPersonal ? { isPersonal } : {}),
    ...(language ? { language } : {}),
    ...(silent ? { silent } : {}),
    preview,
    ...(isPreviewLarge ? { isPreviewLarge } : {}),
    buttons: buttons.map((row) =>
      row.map((button) =>
        'url' in button ? { text: button.text, url: button.url } : { text: button.text, data: button.data },
      ),
    ),
  };
}

function bodyOf(message: Message): Message {
  return message.isPersonal ? { ...message, html: seal(message.html) } : message;
}

/** The message of a payload's body. */
export function messageIn(body: unknown): Message {
  const message = body as Message;
  return message.isPersonal ? { ...message, html: unseal(message.html) } : message;
}
