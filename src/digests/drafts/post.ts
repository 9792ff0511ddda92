import type { EditionPlace } from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import { takenDownAmong } from '../../stories/store.js';
import type { Message } from '../../texts/message.js';
import { editionMessages } from '../edition.js';
import type { StoryUpdate } from '../enqueue.js';
import type { Digest } from '../store.js';
import { toldItems } from './items.js';
import type { DraftItem } from './store.js';

/** What goes out of a draft: its messages, and what of it they tell. */
export interface Post {
  items: DraftItem[];
  storyIds: number[];
  parts: Message[];
  updates: StoryUpdate[];
}

/** Why nothing of a draft can be posted now. */
export type Unpostable = 'nothing-left' | 'told' | 'chat-gone' | 'chat-rights' | 'chat-topic';

/**
 * The stories of a draft as the messages of a digest.
 * @param options.digest whose draft it is, or will be.
 * @param options.correctedAt where it was posted already, and says that it was corrected.
 */
export function messagesOfDraft(
  { edition, schedule, chat }: EditionPlace,
  items: readonly DraftItem[],
  options: { digest: Pick<Digest, 'kind' | 'slotAt'>; isLate?: boolean; correctedAt?: Date | null },
): Message[] {
  const { digest, isLate = false, correctedAt = null } = options;
  return editionMessages({
    look: edition,
    items: toldItems(items),
    at: digest.slotAt,
    zone: schedule.zone,
    language: chat.language,
    isUrgent: digest.kind === 'urgent',
    isLate,
    correctedAt,
  });
}

/** What goes out of a draft's stories now, or why nothing does. */
export async function postOf(
  tx: Database,
  place: EditionPlace,
  draftItems: readonly DraftItem[],
  moment: { digest: Pick<Digest, 'kind' | 'slotAt'>; isLate?: boolean },
): Promise<Post | Unpostable> {
  const { state } = place.chat;
  if (state !== 'active') return `chat-${state}`;
  const items = await withoutTakenDown(tx, draftItems);
  const told = items.filter(({ isOut }) => !isOut);
  if (told.length === 0) return 'nothing-left';
  return {
    items,
    parts: messagesOfDraft(place, items, moment),
    updates: told.flatMap(({ storyId, earlier }) => (earlier ? [{ storyId, earlier }] : [])),
    storyIds: told.map(({ storyId }) => storyId),
  };
}

/** What was taken down after the draft was made is not posted, whoever approved it. */
async function withoutTakenDown(tx: Database, items: readonly DraftItem[]): Promise<DraftItem[]> {
  const down = await takenDownAmong(
    tx,
    items.map(({ storyId }) => storyId),
  );
  return items.filter(({ storyId }) => !down.has(storyId));
}
