import type { IncomingUpdate } from './store.js';

/** An update with what it is stored by; `null` for what is no update. */
export function incomingOf(body: unknown): IncomingUpdate | null {
  if (typeof body !== 'object' || body === null || !('update_id' in body)) return null;
  const { update_id: id } = body;
  const isId = typeof id === 'number' && Number.isSafeInteger(id) && id >= 0;
  return isId ? { id, lane: laneOf(body), update: body } : null;
}

/** The chat of an update, or the person where it is of no chat: what is of one lane is handled in order. */
export function laneOf(update: object): number {
  for (const event of Object.values(update)) {
    const id = idIn(event, 'chat') ?? idIn(event?.message, 'chat') ?? idIn(event, 'from') ?? idIn(event, 'user');
    if (id !== null) return id;
  }
  return 0;
}

/** Whose doing an update is; `null` where it is nobody's in particular. */
export function personOf(update: unknown): number | null {
  if (typeof update !== 'object' || update === null) return null;
  for (const event of Object.values(update)) {
    const id = idIn(event, 'from');
    // What anonymous admins and channels write comes from one and the same user of Telegram's.
    if (id !== null) return 'sender_chat' in event ? null : id;
  }
  return null;
}

function idIn(event: unknown, key: string): number | null {
  if (typeof event !== 'object' || event === null) return null;
  const id = (event as Record<string, { id?: unknown } | undefined>)[key]?.id;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}
