import { editionById } from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import { draftItemsOf } from './ask.js';
import { retold, setOut } from './items.js';
import { changeDraft, type DraftItem, undecidedWith } from './store.js';

/**
 * Tells stories anew in the drafts that are not posted yet: articles of theirs were taken out. One that nobody tells any
 * more goes. Of a draft that was approved no word is posted that its desk has not seen: there the story is left out.
 */
export async function retellInDrafts(options: { db: Database; now: Date; storyIds: readonly number[] }): Promise<void> {
  const { db, now, storyIds } = options;
  await db.transaction(async (tx) => {
    for (const draft of await undecidedWith(tx, storyIds)) {
      const place = await editionById(tx, draft.editionId);
      if (!place) continue;
      const changed = draft.items.map(({ storyId }) => storyId).filter((id) => storyIds.includes(id));
      const anew = new Map(
        (await draftItemsOf({ db: tx, now, place }, changed)).map((item) => [item.storyId, item] as const),
      );
      let items = draft.items.flatMap((item): DraftItem[] => {
        if (!changed.includes(item.storyId)) return [item];
        const left = anew.get(item.storyId);
        return left ? [retold(item, left)] : [];
      });
      if (draft.state === 'approved') for (const storyId of anew.keys()) items = setOut(items, storyId, true);
      const { id: draftId, version } = draft;
      await changeDraft(tx, { draftId, version, from: ['open', 'approved'], items, by: null }, now);
    }
  });
}
