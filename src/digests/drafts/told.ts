import { type EditionPlace, lockChats } from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import { withOwn } from '../own.js';
import { emptyShelf, followMerges, toldIn } from '../shelf.js';
import { MEMORY_MS } from '../slot.js';
import { digestsSince } from '../store.js';
import type { Draft } from './store.js';

/**
 * Did another digest of the chat tell of a story of a draft? Until the transaction ends no digest is planned there.
 */
export async function isTold(tx: Database, { chat, desk }: EditionPlace, draft: Draft, now: Date): Promise<boolean> {
  await lockChats(tx, [chat.id]);
  const since = new Date(now.getTime() - MEMORY_MS);
  const digests = await digestsSince(tx, { chatIds: [chat.id], since });
  const earlier = digests.filter(({ id }) => id !== draft.digestId);
  const shelf = await withOwn(tx, await emptyShelf(), { deskIds: [desk.id], since, now });
  const ids = draft.items.map(({ storyId }) => storyId);
  await followMerges(tx, shelf, [...ids, ...earlier.flatMap(({ storyIds }) => storyIds)]);
  const told = toldIn(shelf, earlier, desk.id);
  return ids.some((id) => told.get(shelf.canonical.get(id) ?? id) !== undefined);
}
