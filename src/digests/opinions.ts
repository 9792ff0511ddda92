import { opinionsOf } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import { formerIds } from '../stories/store.js';
import type { Opinion } from '../stories/worth.js';

/** What readers said of stories, under whichever id they had them, by the present id; those of which none did are left out. */
export async function opinionsOnStories(db: Database, storyIds: readonly number[]): Promise<Map<number, Opinion>> {
  const former = await formerIds(db, storyIds);
  const said = await opinionsOf(db, [...storyIds, ...former.keys()]);
  const opinions = new Map<number, Opinion>();
  for (const [id, { likes, dislikes }] of said) {
    const present = former.get(id) ?? id;
    const known = opinions.get(present);
    opinions.set(present, { likes: likes + (known?.likes ?? 0), dislikes: dislikes + (known?.dislikes ?? 0) });
  }
  return opinions;
}
