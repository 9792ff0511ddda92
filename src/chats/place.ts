import type { Database } from '../db/connect.js';
import type { NoticeButton } from '../db/notices.js';
import { deskButton } from './desk-press.js';
import { type Chat, deskOfChat, resumeSince, schedulesOf, setChatState, stateSince } from './store.js';
import { tellDesk } from './tell-desk.js';

/** Why a chat cannot be written to. */
type Loss = Exclude<Chat['state'], 'active'>;

/** What its people are told, and the buttons of their desk that mend it. */
const NOTICES: Readonly<Record<Loss, { kind: string; buttons: readonly { label: string; action: string }[] }>> = {
  rights: { kind: 'rights-lost', buttons: [{ label: 'desk-button-give-rights', action: 'back' }] },
  topic: {
    kind: 'topic-closed',
    buttons: [
      { label: 'desk-button-topic-open', action: 'back' },
      { label: 'desk-button-elsewhere', action: 'elsewhere' },
    ],
  },
  gone: {
    kind: 'chat-gone',
    buttons: [
      { label: 'desk-button-bring-back', action: 'back' },
      { label: 'desk-button-elsewhere', action: 'elsewhere' },
    ],
  },
};

/**
 * Writes down that a chat cannot be written to. The people of its desk, or whoever set it up, are told once each time,
 * in words that say what to do. Call it in the transaction that makes it true.
 */
export async function losePlace(
  tx: Database,
  { chat, state, reason }: { chat: Pick<Chat, 'id' | 'telegramId' | 'kind' | 'title'>; state: Loss; reason: string },
  now: Date,
): Promise<void> {
  const isNews = await setChatState(tx, chat.id, state, reason, now);
  if (!isNews || chat.kind === 'private') return;
  const hasDesk = (await deskOfChat(tx, chat.id)) !== null;
  // Who took the bot out of a chat that has nothing set up need not hear of it.
  if (!hasDesk && state === 'gone' && (await schedulesOf(tx, chat.id)).length === 0) return;
  const { kind, buttons } = NOTICES[state];
  // A right is lost in all topics of a forum at once, and each finds out by itself: told once a person all the same.
  const since = state === 'topic' ? now : await stateSince(tx, { telegramId: chat.telegramId, state });
  const whose = state === 'topic' ? chat.id : `telegram:${chat.telegramId}`;
  const rows = buttons.map(({ label, action }): NoticeButton[] => [deskButton(label, chat.id, action)]);
  const notice = {
    chatId: chat.id,
    kind,
    key: `${kind}:${whose}:${since.toISOString()}`,
    data: { chat: chat.title },
    buttons: hasDesk ? rows : [],
  };
  await tellDesk(tx, notice, now);
}

/** A chat can be written to again: what was paused because it could not goes on, what people paused before stays so. */
export async function regainPlace(tx: Database, { id, state, stateSince }: Chat, now: Date): Promise<void> {
  if (state === 'active') return;
  await setChatState(tx, id, 'active', null, now);
  if (state !== 'gone') await resumeSince(tx, id, { since: stateSince, now });
}
