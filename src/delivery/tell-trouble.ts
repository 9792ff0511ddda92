import { deskButton } from '../chats/desk-press.js';
import { type EditionPlace, editionById } from '../chats/store.js';
import { tellDesk } from '../chats/tell-desk.js';
import type { Database } from '../db/connect.js';
import type { NoticeButton } from '../db/notices.js';
import { type Draft, draftOfDigest, draftsOfDigests } from '../digests/drafts/store.js';
import type { FinishedDigest } from '../digests/store.js';
import { isDoubtful } from './store.js';

/** Those of some digests that ended badly: in doubt, refused, or not sent in time. */
export function troubled(finished: readonly FinishedDigest[]): FinishedDigest[] {
  return finished.filter(({ state }) => state !== 'sent');
}

/**
 * Tells the desks whose digests ended badly, once a digest, with the buttons that look and that post it again. Call it
 * in the transaction in which they ended. Readers' own digests are told of in /status.
 */
export async function tellDesksOfTrouble(tx: Database, finished: readonly FinishedDigest[], now: Date): Promise<void> {
  const states = new Map(troubled(finished).map(({ id, state }) => [id, state]));
  for (const draft of await draftsOfDigests(tx, [...states.keys()])) {
    const place = await editionById(tx, draft.editionId);
    // Where the bot cannot write at all, that is what the desk hears.
    if (place?.chat.state !== 'active') continue;
    const state = states.get(draft.digestId);
    const isInDoubt = state === 'uncertain' && (await isDoubtful(tx, draft.digestId));
    const trouble = state === 'uncertain' && !isInDoubt ? 'partly' : state;
    const notice = {
      ...wordOf(place),
      kind: `digest-${trouble}`,
      key: `digest-${trouble}:${draft.digestId}`,
      buttons: [
        ...wayTo(place),
        ...(isInDoubt ? [[buttonOf(place, draft, 'desk-button-arrived', 'arrived')]] : []),
        ...buttonsFor(place, draft, trouble === 'partly' ? 'desk-button-missing' : 'desk-button-again', 'again'),
      ],
    };
    await tellDesk(tx, notice, now);
  }
}

/**
 * Tells the desk of a post that Telegram would not let be corrected, once a correction, however many messages it has.
 * Nobody waits for it any more: it was put off before.
 * @param correction.at when it was ordered.
 */
export async function tellDeskOfCorrection(
  tx: Database,
  correction: { digestId: number; at: Date },
  now: Date,
): Promise<void> {
  const { digestId, at } = correction;
  const found = await draftOfDigest(tx, digestId);
  const place = found && (await editionById(tx, found.draft.editionId));
  if (!found || !place) return;
  const notice = {
    ...wordOf(place),
    kind: 'correction-failed',
    key: `correction-failed:${digestId}:${at.toISOString()}`,
    buttons: [...wayTo(place), ...buttonsFor(place, found.draft, 'desk-button-correct-again', 'mend')],
  };
  await tellDesk(tx, notice, now);
}

function wordOf({ chat, edition }: EditionPlace) {
  return { chatId: chat.id, data: { chat: chat.title, name: edition.name } };
}

/** A public channel has an address; into a private one there is no way but one's own list of chats. */
function wayTo({ chat }: EditionPlace): NoticeButton[][] {
  if (chat.username === null) return [];
  return [[{ label: 'desk-button-look-there', url: `https://t.me/${chat.username}` }]];
}

function buttonsFor(place: EditionPlace, draft: Draft, label: string, action: string): NoticeButton[][] {
  return [
    [buttonOf(place, draft, label, action)],
    [deskButton('desk-button-open-post', place.chat.id, 'draft', draft.id)],
  ];
}

/** Does something to the draft as it stands now. */
function buttonOf({ chat }: EditionPlace, draft: Draft, label: string, action: string): NoticeButton {
  return deskButton(label, chat.id, action, draft.id, draft.version);
}
