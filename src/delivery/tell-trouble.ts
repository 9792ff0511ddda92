import { deskButton } from '../chats/desk-press.js';
import { editionById } from '../chats/store.js';
import { tellDesk } from '../chats/tell-desk.js';
import type { Database } from '../db/connect.js';
import { draftOfDigest } from '../digests/drafts/store.js';
import type { FinishedDigest } from '../digests/store.js';

/** Those of some digests that ended badly: in doubt, or refused. */
export function troubled(finished: readonly FinishedDigest[]): FinishedDigest[] {
  return finished.filter(({ state }) => state === 'uncertain' || state === 'failed');
}

/**
 * Tells the desks whose digests ended badly, once a digest, with the button that leads to it. Call it in the transaction
 * in which they ended. Readers' own digests are told of in /status.
 */
export async function tellDesksOfTrouble(tx: Database, finished: readonly FinishedDigest[], now: Date): Promise<void> {
  for (const { id, state } of troubled(finished)) {
    const found = await draftOfDigest(tx, id);
    const place = found && (await editionById(tx, found.draft.editionId));
    if (!found || !place) continue;
    const { chat, edition } = place;
    const notice = {
      chatId: chat.id,
      kind: state === 'uncertain' ? 'digest-uncertain' : 'digest-failed',
      key: `digest-${state}:${id}`,
      data: { chat: chat.title, name: edition.name },
      buttons: [[deskButton('desk-button-open-draft', chat.id, 'draft', found.draft.id)]],
    };
    await tellDesk(tx, notice, now);
  }
}
