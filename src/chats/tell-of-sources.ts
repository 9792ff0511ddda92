import type { Database } from '../db/connect.js';
import { deadSources } from '../intake/sources/store.js';
import type { Source } from '../intake/store.js';
import { deskButton } from './desk-press.js';
import { deskById, editionsChoosing } from './store.js';
import { tellDesk } from './tell-desk.js';

/** A source that died longer ago is told of already, or was never chosen by anybody until now. */
const LOOKED_BACK_MS = 24 * 3_600_000;

/**
 * Tells desks of the sources that they chose and of their own feeds, where they work no more: once each time that one dies,
 * of a chosen source once an edition.
 * @returns how many sources died of late.
 */
export async function tellDesksOfDeadSources({ db, now }: { db: Database; now: Date }): Promise<number> {
  const dead = await deadSources(db, { since: new Date(now.getTime() - LOOKED_BACK_MS) });
  for (const source of dead) {
    const { id, title, siteUrl, url, pausedAt, deskId } = source;
    if (deskId !== null) {
      await tellOfOwnFeed(db, { ...source, deskId }, now);
      continue;
    }
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

/** A desk hears of its own feed whichever of its editions tells of it; of one that it took out of its list it does not. */
async function tellOfOwnFeed(
  db: Database,
  { id, title, url, siteUrl, pausedAt, deskId, confirmed }: Source & { pausedAt: Date; deskId: number },
  now: Date,
): Promise<void> {
  const place = confirmed ? await deskById(db, deskId) : null;
  if (!place) return;
  const { chat } = place;
  const notice = {
    chatId: chat.id,
    kind: 'own-feed-dead',
    key: `own-feed-dead:${id}:${pausedAt.toISOString()}`,
    data: { title, chat: chat.title },
    buttons: [
      [{ label: 'desk-button-show-source', url: siteUrl ?? url }],
      [
        deskButton('desk-button-feed-again', chat.id, 'feed-again', 0, id),
        deskButton('desk-button-feeds', chat.id, 'feeds', 0),
      ],
    ],
  };
  await tellDesk(db, notice, now);
}
