import { type Receiver, receiversByIds } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { timesOf } from '../digests/store.js';
import type { Message } from '../texts/message.js';
import type { ReadyDelivery } from './ready.js';
import { type Among, nextDeliveries, payloadsOf, type QueuedDelivery } from './store.js';
import type { Decided } from './verdict.js';

/** The head of the outbox, kept in memory. */
export interface Queue {
  /**
   * Reads the head anew, or some of it ahead of what was read; what cannot be sent any more comes back, to be written
   * down as such.
   */
  read(options: { now: Date; among: Among }): Promise<Decided[]>;
  /** Takes out at most `count` whose turn it is, passing over those that must wait by `waitOf`, ms. */
  pick(count: number, waitOf: (delivery: ReadyDelivery) => number): ReadyDelivery[];
  /** ms until one could be picked, by `waitOf`; infinite where none is here. */
  soonest(waitOf: (delivery: ReadyDelivery) => number): number;
  /** `drained`: everything that was read is handed out, and there is more. `empty`: there is nothing more, as far as is known. */
  readonly state: 'filled' | 'drained' | 'empty';
}

/** A notice is news for so long, ms. */
const NOTICE_LIFE = 2 * 24 * 3_600_000;
/** What stands in `sending` waits no longer than this for its slot, ms: it goes back, so that a crash leaves no doubt. */
const PATIENCE_MS = 2_000;
/** Messages kept: a broadcast has few distinct ones at a time. */
const MOST_MESSAGES = 500;

/** @param options.length deliveries read at once. */
export function createQueue({ db, length }: { db: Database; length: number }): Queue {
  const messages = new Map<string, Message>();
  let ready: ReadyDelivery[] = [];
  let more = false;

  async function read({ now, among }: { now: Date; among: Among }): Promise<Decided[]> {
    const rows = await nextDeliveries(db, { limit: length, now, among });
    const { sendable, unsendable } = await lookUp(rows, now);
    if (among === 'all') {
      ready = sendable;
      more = rows.length === length;
    } else if (rows.length > 0) {
      const known = new Set(rows.map(({ id }) => id));
      const urgent = among === 'urgent' ? [] : ready.filter(({ priority }) => priority === 0);
      const rest = among === 'urgent' ? ready : ready.filter(({ priority }) => priority > 0);
      ready = [...urgent.filter(({ id }) => !known.has(id)), ...sendable, ...rest.filter(({ id }) => !known.has(id))];
    }
    return unsendable;
  }

  async function lookUp(rows: readonly QueuedDelivery[], now: Date) {
    const ids = rows.flatMap(({ chatId }) => chatId ?? []);
    const chats = await receiversByIds(db, [...new Set(ids)]);
    const times = await timesOf(db, [...new Set(rows.flatMap(({ digestId }) => digestId ?? []))]);
    await loadMessages(rows);
    const sendable: ReadyDelivery[] = [];
    const unsendable: Decided[] = [];
    for (const row of rows) {
      const chat = row.chatId === null ? null : (chats.get(row.chatId) ?? null);
      const message = messages.get(row.payloadHash);
      const telegramId = chat?.telegramId ?? row.noticeTo;
      // Deleted between two questions: the row goes with its chat.
      if (telegramId === null) continue;
      const digest = row.digestId === null ? undefined : times.get(row.digestId);
      const delivery: ReadyDelivery = {
        ...row,
        chat,
        dueAt: digest?.dueAt ?? row.createdAt,
        message: message ?? { html: '', preview: null, buttons: [] },
        to: { telegramId, threadId: chat?.threadId ?? 0, silent: (chat?.silent || message?.silent) ?? false },
        send: {
          chatId: telegramId,
          isGroup: isGroup(chat, telegramId),
          urgent: row.priority === 0,
          patience: PATIENCE_MS,
        },
      };
      const expiresAt = row.digestId === null ? new Date(row.createdAt.getTime() + NOTICE_LIFE) : digest?.expiresAt;
      if (chat !== null && chat.state !== 'active') {
        const reason = chat.stateReason ?? `the chat is ${chat.state}`;
        unsendable.push({ delivery, epoch: null, verdict: { kind: 'closed', reason } });
      } else if (message === undefined) {
        unsendable.push({ delivery, epoch: null, verdict: { kind: 'closed', reason: 'its payload is missing' } });
      } else if (expiresAt !== undefined && expiresAt <= now) {
        unsendable.push({ delivery, epoch: null, verdict: { kind: 'expired' } });
      } else sendable.push(delivery);
    }
    return { sendable, unsendable };
  }

  async function loadMessages(rows: readonly QueuedDelivery[]): Promise<void> {
    const missing = new Set(rows.map(({ payloadHash }) => payloadHash).filter((hash) => !messages.has(hash)));
    if (missing.size === 0) return;
    if (messages.size > MOST_MESSAGES) messages.clear();
    for (const hash of rows.map((row) => row.payloadHash)) if (!messages.has(hash)) missing.add(hash);
    for (const [hash, message] of await payloadsOf(db, [...missing])) messages.set(hash, message);
  }

  function pick(count: number, waitOf: (delivery: ReadyDelivery) => number): ReadyDelivery[] {
    const picked: ReadyDelivery[] = [];
    const chats = new Set<number>();
    const left: ReadyDelivery[] = [];
    for (const [index, delivery] of ready.entries()) {
      if (picked.length === count) {
        left.push(...ready.slice(index));
        break;
      }
      // One at a time to a chat, so that what belongs in order stays in order.
      if (chats.has(delivery.to.telegramId) || waitOf(delivery) > 0) {
        left.push(delivery);
      } else {
        picked.push(delivery);
        chats.add(delivery.to.telegramId);
      }
    }
    ready = left;
    return picked;
  }

  return {
    read,
    pick,
    soonest: (waitOf) => ready.reduce((least, delivery) => Math.min(least, waitOf(delivery)), Number.POSITIVE_INFINITY),
    get state() {
      if (ready.length > 0) return 'filled';
      return more ? 'drained' : 'empty';
    },
  };
}

function isGroup(chat: Receiver | null, telegramId: number): boolean {
  return chat === null ? telegramId < 0 : chat.kind === 'group' || chat.kind === 'supergroup';
}
