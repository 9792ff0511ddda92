import type { Database } from '../db/connect.js';
import { deadSources } from '../intake/sources/store.js';
import { deskButton } from './desk-press.js';
import { editionsChoosing } from './store.js';
import { tellDesk } from './tell-desk.js';

/** A source that died longer ago is told of already, or was never chosen by anybody until now. */
const LOOKED_BACK_MS = 24 * 3_600_000;

/**
 * Tells desks of the sources that they chose and that work no more, once an edition and each time that one dies.
 * @returns how many sources died of late.
 */
export async function tellDesksOfDeadSources({ db, now }: { db: Database; now: Date }): Promise<number> {
  const dead = await deadSources(db, { since: new Date(now.getTime() - LOOKED_BACK_MS) });
  for (const { id, title, siteUrl, url, pausedAt } of dead) {
    for (const { edition, chat } of await editionsChoosing(db, id)) {
      const notice = {
        chatId: chat.id,
        kind: 'edition-source-dead',
        key: `edition-source-dead:${edition.id}:${id}:${pausedAt.toISOString()}`,
        data: { title, name: edition.name, chat: chat.title },
        buttons: [
          [{ label: 'desk-button-show-source', url: siteUrl ?? url }],
          [deskButton('desk-button-other-sources', chat.id, 'sources', edition.id, 0)],
        ],
      };
      await tellDesk(db, notice, now);
    }
  }
  return dead.length;
}
