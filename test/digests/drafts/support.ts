import {
  createEdition,
  type EditionChange,
  type EditionPlace,
  editionById,
  openDesk,
  registerChat,
  resumeSchedules,
  saveSchedule,
} from '../../../src/chats/store.js';
import type { Database } from '../../../src/db/connect.js';
import { at } from '../support.js';

/** Who set the desk up, and another of its people. */
export const [OLENA, TARAS] = [100, 101];

export interface WantedEdition {
  edition?: EditionChange;
  schedule?: { mode?: 'approval'; leadMinutes?: number; whenUnanswered?: 'publish' | 'skip' };
}

let lastChannel = 0;

/** An edition of a channel that tells of the economy at 09:00 UTC every day. */
export async function edition(
  db: Database,
  { edition: values = {}, schedule = {} }: WantedEdition = {},
): Promise<EditionPlace> {
  const now = at('04T20:30');
  const seen = { telegramId: -1_000 - ++lastChannel, kind: 'channel', title: 'Ранок' } as const;
  const chat = await registerChat(db, seen, now);
  const desk = await openDesk(db, { chatId: chat.id, name: 'Ранок', ownerId: OLENA }, now);
  const calendar = { times: ['09:00'], weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
  const order = { desk, count: 0, values: { name: 'Зведення', topics: ['economy' as const], ...values }, calendar };
  const made = await createEdition(db, order, now);
  if (!made) throw new Error('the edition was not made');
  await resumeSchedules(db, chat.id, now);
  await saveSchedule(db, { chatId: chat.id, id: made.schedule.id, ...schedule }, now);
  return (await editionById(db, made.edition.id)) ?? made;
}
