import { findChat } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { digestsHaltedSince } from '../db/halts.js';
import { type Notice, writeNotice } from '../db/notices.js';
import type { Sender } from '../delivery/sender.js';
import { waitingBroadcast } from '../delivery/store.js';
import { lastArticleAt, type SourceGroup, sourceGroups } from '../intake/keep/store.js';
import { text } from '../texts/texts.js';
import { freeSince } from './store.js';

/** What the watch looks at, and whom it tells. */
export interface Watch {
  db: Database;
  now: Date;
  operatorChatId: number;
  /** The name of the lease of whoever sends. */
  lease: string;
  /** Messages a second. */
  rate: number;
  /** `null` where this process does not send. */
  sender: Pick<Sender, 'state'> | null;
  /** Are sources polled? */
  polls: boolean;
  /** Says something to the operator past the outbox, which nobody empties at such a moment. */
  tell(html: string): Promise<unknown>;
}

const MINUTE_MS = 60_000;
/** Longer than a restart takes, and a successor, ms. */
const SENDER_GONE_MS = 2 * MINUTE_MS;
const SILENCE_MS = 60 * MINUTE_MS;
const BROADCAST_LATE_MS = 10 * MINUTE_MS;
const GROUP_DEAD_MS = 60 * MINUTE_MS;
/** One source is not a group. */
const LEAST_GROUP = 2;

/** Tells the operator what has gone wrong, once for each time that it does. */
export async function raiseAlerts(watch: Watch): Promise<void> {
  const { db, now } = watch;
  const found = [...(await ofSending(watch)), ...(watch.polls ? await ofSources(watch) : [])];
  for (const alert of found) await writeNotice(db, { ...alert, telegramId: watch.operatorChatId }, now);
  await ofSender(watch);
}

type Alert = Omit<Notice, 'telegramId'>;

/** Without a sender no notice goes out: this alert goes by itself. */
async function ofSender({ db, now, operatorChatId, lease, tell }: Watch): Promise<void> {
  const since = await freeSince(db, lease);
  if (since === null || now.getTime() - since.getTime() < SENDER_GONE_MS) return;
  const kind = 'sender-down';
  const notice = { kind, telegramId: operatorChatId, key: `${kind}:${since.toISOString()}`, data: {}, isTold: true };
  if (!(await writeNotice(db, notice, now))) return;
  const chat = await findChat(db, { telegramId: operatorChatId });
  await tell(text(chat?.language ?? 'uk', 'notice-sender-down'));
}

async function ofSending({ db, now, sender, rate }: Watch): Promise<Alert[]> {
  const alerts: Alert[] = [];
  const state = sender?.state();
  // Telegram will not take this one before the cause is mended, and then it says how long that was.
  if (state?.kind === 'halted') {
    const day = now.toISOString().slice(0, 10);
    alerts.push({ kind: 'sender-halted', key: `sender-halted:${day}`, data: { reason: state.reason } });
  }
  const { length, since } = await waitingBroadcast(db);
  const isLate = since !== null && now.getTime() - since.getTime() >= BROADCAST_LATE_MS;
  if (isLate && (await digestsHaltedSince(db)) === null) {
    const minutes = Math.max(1, Math.ceil(length / rate / 60));
    // What is planned within an hour is one broadcast.
    const hour = since.toISOString().slice(0, 13);
    alerts.push({ kind: 'broadcast-late', key: `broadcast-late:${hour}`, data: { count: length, minutes } });
  }
  return alerts;
}

async function ofSources({ db, now, operatorChatId }: Watch): Promise<Alert[]> {
  const alerts: Alert[] = [];
  const last = await lastArticleAt(db);
  if (last !== null && now.getTime() - last.getTime() >= SILENCE_MS) {
    alerts.push({ kind: 'no-articles', key: `no-articles:${last.toISOString()}`, data: {} });
  }
  const groups = (await sourceGroups(db)).filter(({ sources }) => sources >= LEAST_GROUP);
  const dead = groups.filter((group) => isDead(group, now));
  if (dead.length > 0 && dead.length === groups.length) {
    const since = Math.max(...dead.map(({ deadSince }) => deadSince?.getTime() ?? 0));
    alerts.push({ kind: 'sources-dead', key: `sources-dead:${new Date(since).toISOString()}`, data: {} });
    return alerts;
  }
  const chat = await findChat(db, { telegramId: operatorChatId });
  for (const { topic, deadSince } of dead) {
    const group = text(chat?.language ?? 'uk', topic === null ? 'group-any' : `topic-${topic}`);
    alerts.push({ kind: 'group-dead', key: `group-dead:${topic}:${deadSince?.toISOString()}`, data: { group } });
  }
  return alerts;
}

function isDead({ deadSince }: SourceGroup, now: Date): boolean {
  return deadSince !== null && now.getTime() - deadSince.getTime() >= GROUP_DEAD_MS;
}
