import {
  changeEdition,
  type EditionChange,
  type EditionPlace,
  editionById,
  type Schedule,
  saveSchedule,
  writeJournal,
} from '../chats/store.js';
import type { TextId } from '../texts/ids.js';
import type { BotServices } from './context.js';
import type { DeskSeat } from './desk-access.js';
import type { SettingsSide } from './panels/desk-settings.js';

/** What a button of a settings panel changes, and which side of the panel is shown then. */
export interface SettingsChange {
  edition?: EditionChange;
  schedule?: Partial<Pick<Schedule, 'times' | 'weekdays' | 'zone' | 'mode' | 'leadMinutes' | 'whenUnanswered'>>;
  side: SettingsSide;
  /** Why nothing is changed. */
  refusal?: TextId;
}

/** The edition of an id at a person's desk; `null` for another desk's, or one that is no more. */
export async function editionAt({ db }: BotServices, seat: DeskSeat, editionId: number): Promise<EditionPlace | null> {
  const place = await editionById(db, editionId);
  return place?.desk.id === seat.desk.id ? place : null;
}

/** Changes an edition and its schedule, with a line in the journal; gives it as it is then. */
export async function applySettings(
  { db, now }: BotServices,
  seat: DeskSeat,
  { place, change, action }: { place: EditionPlace; change: Omit<SettingsChange, 'side'>; action: string },
): Promise<EditionPlace> {
  const { edition, schedule } = place;
  if (!change.edition && !change.schedule) return place;
  return db.transaction(async (tx) => {
    if (change.edition) {
      const { id: editionId, version } = edition;
      const changed = await changeEdition(tx, { editionId, version, change: change.edition });
      // Somebody changed it in this very moment: what he did is shown, and the press can be made again.
      if (!changed) return (await editionById(tx, edition.id)) ?? place;
    }
    if (change.schedule) {
      await saveSchedule(tx, { chatId: schedule.chatId, id: schedule.id, ...change.schedule }, now());
    }
    const { name } = change.edition?.name === undefined ? edition : { name: change.edition.name };
    await writeJournal(tx, { deskId: seat.desk.id, userId: seat.userId, action, data: { name } }, now());
    return (await editionById(tx, edition.id)) ?? place;
  });
}
