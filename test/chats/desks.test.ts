import { beforeEach, expect, test } from 'vitest';
import { deskPressData, numberOf, readDeskPress } from '../../src/chats/desk-press.js';
import {
  awaitRights,
  changeEdition,
  chatsOfPerson,
  claimDueEditions,
  createEdition,
  createInvite,
  deleteEdition,
  deskMembersOf,
  deskOfChat,
  editionById,
  editionsOf,
  findInvite,
  forgetChat,
  journalOf,
  openDesk,
  pruneJournal,
  registerChat,
  resumeSchedules,
  revokeInvites,
  savePreferences,
  saveSchedule,
  schedulesOf,
  seatMember,
  takeAwaiting,
  takeInvite,
  unseatMember,
  writeJournal,
} from '../../src/chats/store.js';
import { tellDesk } from '../../src/chats/tell-desk.js';
import { chats, notices } from '../../src/db/schema.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const MORNING = new Date('2026-01-05T06:00:00Z');
const at = (time: string) => new Date(`2026-01-05T${time}Z`);
const DAY_MS = 86_400_000;
const [OLENA, TARAS] = [100, 101];
const CALENDAR = { times: ['09:00'], weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'Europe/Kyiv' };

beforeEach(async () => {
  await database.db.delete(chats);
  await database.db.delete(notices);
});

let lastId = 0;
async function desk() {
  const seen = { telegramId: -1_000_000_000_000 - ++lastId, kind: 'channel', title: 'Ранок' } as const;
  const chat = await registerChat(database.db, seen, MORNING);
  return { chat, desk: await openDesk(database.db, { chatId: chat.id, name: 'Ранок', ownerId: OLENA }, MORNING) };
}

async function launched() {
  const opened = await desk();
  const place = await createEdition(
    database.db,
    { desk: opened.desk, count: 0, values: { name: 'Ранкове зведення', topics: ['sport'] }, calendar: CALENDAR },
    MORNING,
  );
  if (!place) throw new Error('the edition was not made');
  await resumeSchedules(database.db, opened.chat.id, MORNING);
  return { ...opened, edition: place.edition, scheduleId: place.schedule.id };
}

test('a desk without an owner rests, and goes on with what it did when it has one; what people paused stays paused', async () => {
  const { chat, desk: mine, scheduleId } = await launched();
  const rested = await createEdition(
    database.db,
    { desk: mine, count: 1, values: { name: 'Вечір' }, calendar: CALENDAR },
    MORNING,
  );
  expect(rested?.schedule.pausedAt).toEqual(MORNING);
  await seatMember(database.db, { deskId: mine.id, userId: TARAS, role: 'editor' }, MORNING);

  expect(await unseatMember(database.db, { deskId: mine.id, userId: OLENA }, at('06:40'))).toBe(true);
  expect((await deskOfChat(database.db, chat.id))?.ownerlessSince).toEqual(at('06:40'));
  expect(await claimDueEditions(database.db, { now: at('07:00'), limit: 10 })).toEqual([]);

  await seatMember(database.db, { deskId: mine.id, userId: TARAS, role: 'owner' }, at('06:50'));
  expect((await deskOfChat(database.db, chat.id))?.ownerlessSince).toBeNull();
  const due = await claimDueEditions(database.db, { now: at('07:00'), limit: 10 });
  expect(due.map((edition) => edition.scheduleId)).toEqual([scheduleId]);
  expect((await deskMembersOf(database.db, mine.id)).map(({ userId }) => userId)).toEqual([TARAS]);
});

test('an edition is wanted by its own preferences, and rests until it is launched', async () => {
  const { chat, desk: mine } = await desk();
  await savePreferences(database.db, chat.id, { topics: ['war'] });
  const order = { desk: mine, count: 0, values: { name: 'Спорт', topics: ['sport' as const] }, calendar: CALENDAR };
  const place = await createEdition(database.db, order, MORNING);
  expect(await createEdition(database.db, order, MORNING)).toBeNull();
  expect(await claimDueEditions(database.db, { now: at('07:00'), limit: 10 })).toEqual([]);
  await resumeSchedules(database.db, chat.id, MORNING);
  const [due] = await claimDueEditions(database.db, { now: at('07:00'), limit: 10 });
  expect(due).toMatchObject({ edition: { id: place?.edition.id }, preferences: { topics: ['sport'] } });
  await deleteEdition(database.db, place?.edition.id ?? 0);
  expect(await schedulesOf(database.db, chat.id)).toEqual([]);
  expect(await editionsOf(database.db, mine.id)).toEqual([]);
});

test('of two who change the same edition the second changes nothing', async () => {
  const { edition } = await launched();
  const seen = { editionId: edition.id, version: edition.version };
  expect(await changeEdition(database.db, { ...seen, change: { name: 'Ранок' } })).toMatchObject({ name: 'Ранок' });
  expect(await changeEdition(database.db, { ...seen, change: { name: 'Вечір' } })).toBeNull();
  expect((await editionById(database.db, edition.id))?.edition).toMatchObject({ name: 'Ранок', version: 2 });
});

test('a schedule that wants approval is worked on as long before its slot as the desk wants', async () => {
  const { chat, scheduleId } = await launched();
  await saveSchedule(database.db, { chatId: chat.id, id: scheduleId, mode: 'approval', leadMinutes: 20 }, MORNING);
  expect(await claimDueEditions(database.db, { now: at('06:39'), limit: 10 })).toEqual([]);
  expect(await claimDueEditions(database.db, { now: at('06:40'), limit: 10 })).toHaveLength(1);
});

test('an invitation serves as often as it was made for, until it ends', async () => {
  const { desk: mine } = await desk();
  const invite = { deskId: mine.id, role: 'editor', invitedBy: OLENA, uses: 1, lifeMs: DAY_MS } as const;
  const secret = await createInvite(database.db, invite, MORNING);
  expect(secret).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(await findInvite(database.db, secret, at('07:00'))).toMatchObject({ deskId: mine.id, role: 'editor' });
  expect(await takeInvite(database.db, `${secret.slice(0, -1)}-`, at('07:00'))).toBeNull();
  const takes = await Promise.all([1, 2].map(() => takeInvite(database.db, secret, at('07:00'))));
  expect(takes.filter((taken) => taken !== null)).toHaveLength(1);

  const other = await createInvite(database.db, { ...invite, uses: 5 }, MORNING);
  expect(await takeInvite(database.db, other, new Date(MORNING.getTime() + DAY_MS))).toBeNull();
  expect(await takeInvite(database.db, other, MORNING)).not.toBeNull();
  await revokeInvites(database.db, mine.id);
  expect(await takeInvite(database.db, other, MORNING)).toBeNull();
});

test('who waits for the rights of the bot is found once, and not after a day', async () => {
  await awaitRights(database.db, { telegramId: -9, userId: OLENA }, MORNING);
  await awaitRights(database.db, { telegramId: -9, userId: TARAS }, new Date(MORNING.getTime() - DAY_MS));
  expect(await takeAwaiting(database.db, -9, at('06:05'))).toEqual([OLENA]);
  expect(await takeAwaiting(database.db, -9, at('06:05'))).toEqual([]);
});

test('the journal is kept for its time, and forgets a person who wants to be forgotten', async () => {
  const { desk: mine } = await desk();
  await writeJournal(database.db, { deskId: mine.id, userId: OLENA, action: 'launched' }, at('06:00'));
  await writeJournal(database.db, { deskId: mine.id, userId: TARAS, action: 'paused' }, at('07:00'));
  await pruneJournal(database.db, { before: at('06:30'), limit: 100 });
  const page = { deskId: mine.id, limit: 10, offset: 0 };
  expect(await journalOf(database.db, page)).toMatchObject([{ action: 'paused', userId: TARAS }]);

  await seatMember(database.db, { deskId: mine.id, userId: TARAS, role: 'editor' }, MORNING);
  const seen = { telegramId: TARAS, kind: 'private', title: 'Тарас' } as const;
  await forgetChat(database.db, await registerChat(database.db, seen, MORNING), at('08:00'));
  expect(await journalOf(database.db, page)).toMatchObject([{ action: 'paused', userId: null }]);
  expect((await deskMembersOf(database.db, mine.id)).map(({ userId }) => userId)).toEqual([OLENA]);
});

test('everybody of a desk is told once; where there is no desk, whoever set the chat up', async () => {
  const { chat, desk: mine } = await desk();
  await seatMember(database.db, { deskId: mine.id, userId: TARAS, role: 'editor' }, MORNING);
  const word = { kind: 'rights-lost', key: 'k', data: { chat: 'Ранок' } };
  await tellDesk(database.db, { ...word, chatId: chat.id }, MORNING);
  await tellDesk(database.db, { ...word, chatId: chat.id }, MORNING);
  const told = async () => (await database.db.select().from(notices)).map(({ telegramId }) => telegramId);
  expect((await told()).sort()).toEqual([OLENA, TARAS]);

  await database.db.delete(notices);
  const seen = { telegramId: -77, kind: 'group', title: 'Двір', setUpBy: 7 } as const;
  const group = await registerChat(database.db, seen, MORNING);
  await tellDesk(database.db, { ...word, key: 'g', chatId: group.id }, MORNING);
  expect(await told()).toEqual([7]);
});

test('what a button of a desk says fits into 64 bytes and is read as it was written', () => {
  const data = deskPressData(2 ** 40, 'story', 2 ** 40, 12, 2 ** 40, 'up');
  const press = readDeskPress(data);
  expect(press).toMatchObject({ chatId: 2 ** 40, action: 'story' });
  expect(press?.args.slice(0, 3).map(numberOf)).toEqual([2 ** 40, 12, 2 ** 40]);
  expect(press?.args[3]).toBe('up');
  expect(readDeskPress('1.h.1.0.open')).toBeNull();
  expect(numberOf('-1')).toBe(0);
  expect(() => deskPressData(1, 'story', 'x'.repeat(64))).toThrow(/64/);
});

test('a person looks after the channels at whose desks he sits, whoever set them up', async () => {
  const seen = { telegramId: -1_000_000_099_999, kind: 'channel', title: 'Ранок', setUpBy: OLENA } as const;
  const chat = await registerChat(database.db, seen, MORNING);
  const own = await registerChat(
    database.db,
    { telegramId: -77, kind: 'group', title: 'Двір', setUpBy: OLENA },
    MORNING,
  );
  await registerChat(database.db, { telegramId: OLENA, kind: 'private', title: 'Олена', setUpBy: OLENA }, MORNING);
  const { id: deskId } = await openDesk(database.db, { chatId: chat.id, name: 'Ранок', ownerId: OLENA }, MORNING);
  await seatMember(database.db, { deskId, userId: TARAS, role: 'owner' }, MORNING);
  const idsOf = async (userId: number) => (await chatsOfPerson(database.db, userId)).map(({ id }) => id);
  expect(await idsOf(OLENA)).toEqual([own.id, chat.id]);
  expect(await idsOf(TARAS)).toEqual([chat.id]);
  await unseatMember(database.db, { deskId, userId: OLENA }, MORNING);
  expect(await idsOf(OLENA)).toEqual([own.id]);
});
