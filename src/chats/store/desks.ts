import { and, asc, desc, eq, exists, inArray, ne, not, or } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats, deskInvites, deskJournal, deskMembers, deskSetups, desks } from '../../db/schema.js';
import type { Chat } from './chats.js';
import { pauseSchedules, resumeSince } from './schedules.js';

/** Where a channel's admins set up and correct its digests. */
export type Desk = typeof desks.$inferSelect;
/** One of a desk's people, by Telegram user id. */
export type DeskMember = typeof deskMembers.$inferSelect;
export type DeskRole = DeskMember['role'];

/** Opens the desk of a channel for the one who set it up, or gives the desk that is open already. */
export async function openDesk(
  db: Database,
  options: { chatId: number; name: string; ownerId: number },
  now: Date,
): Promise<Desk> {
  return db.transaction(async (tx) => {
    const [desk] = await tx
      .insert(desks)
      .values({ chatId: options.chatId, name: options.name, createdAt: now })
      .onConflictDoUpdate({ target: desks.chatId, set: { name: options.name } })
      .returning();
    if (!desk) throw new Error('An upsert of a desk returned no row.');
    const members = await deskMembersOf(tx, desk.id);
    if (members.length === 0) {
      await seatMember(tx, { deskId: desk.id, userId: options.ownerId, role: 'owner' }, now);
    }
    return desk;
  });
}

/** The desk of a chat, or `null`. */
export async function deskOfChat(db: Database, chatId: number): Promise<Desk | null> {
  const [desk] = await db.select().from(desks).where(eq(desks.chatId, chatId));
  return desk ?? null;
}

/** The desk of an id with its chat, or `null`. */
export async function deskById(db: Database, deskId: number): Promise<{ desk: Desk; chat: Chat } | null> {
  const [row] = await db
    .select({ desk: desks, chat: chats })
    .from(desks)
    .innerJoin(chats, eq(chats.id, desks.chatId))
    .where(eq(desks.id, deskId));
  return row ?? null;
}

/** Locks a desk that has no owner; gives whether it has none. */
export async function lockVacantDesk(tx: Database, deskId: number): Promise<boolean> {
  const [desk] = await tx.select().from(desks).where(eq(desks.id, deskId)).for('update');
  return desk !== undefined && desk.ownerlessSince !== null;
}

/** The desks at which a person sits, with their chats, the oldest first. */
export async function desksOfPerson(db: Database, userId: number): Promise<{ desk: Desk; chat: Chat }[]> {
  return db
    .select({ desk: desks, chat: chats })
    .from(deskMembers)
    .innerJoin(desks, eq(desks.id, deskMembers.deskId))
    .innerJoin(chats, eq(chats.id, desks.chatId))
    .where(eq(deskMembers.userId, userId))
    .orderBy(asc(desks.id))
    .limit(100);
}

/** The channels and groups that a person looks after: of his desks, and those without a desk that he set up; the newest first. */
export async function chatsOfPerson(db: Database, userId: number): Promise<Chat[]> {
  const seats = db
    .select({ chatId: desks.chatId })
    .from(deskMembers)
    .innerJoin(desks, eq(desks.id, deskMembers.deskId))
    .where(eq(deskMembers.userId, userId));
  const hasDesk = exists(db.select().from(desks).where(eq(desks.chatId, chats.id)));
  const isOwn = and(eq(chats.setUpBy, userId), ne(chats.kind, 'private'), not(hasDesk));
  return db
    .select()
    .from(chats)
    .where(or(inArray(chats.id, seats), isOwn))
    .orderBy(desc(chats.id))
    .limit(100);
}

/** The people of a desk, the first to come first. */
export async function deskMembersOf(db: Database, deskId: number): Promise<DeskMember[]> {
  return db
    .select()
    .from(deskMembers)
    .where(eq(deskMembers.deskId, deskId))
    .orderBy(asc(deskMembers.addedAt), asc(deskMembers.userId));
}

/** The people of the desk of a chat; none where it has no desk. */
export async function deskPeopleOfChat(db: Database, chatId: number): Promise<DeskMember[]> {
  const rows = await db
    .select({ member: deskMembers })
    .from(deskMembers)
    .innerJoin(desks, eq(desks.id, deskMembers.deskId))
    .where(eq(desks.chatId, chatId))
    .orderBy(asc(deskMembers.addedAt), asc(deskMembers.userId));
  return rows.map(({ member }) => member);
}

/** Gives a person a role at a desk; an owner ends the time in which there was none, and what rested for it goes on. */
export async function seatMember(
  db: Database,
  seat: { deskId: number; userId: number; role: DeskRole },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .insert(deskMembers)
      .values({ ...seat, addedAt: now })
      .onConflictDoUpdate({ target: [deskMembers.deskId, deskMembers.userId], set: { role: seat.role } });
    await followOwners(tx, seat.deskId, now);
  });
}

/**
 * Takes a person from a desk. Where he was its last owner, the desk rests: its schedules are paused until an admin of
 * the channel takes it over.
 * @returns whether he sat there.
 */
export async function unseatMember(
  db: Database,
  seat: { deskId: number; userId: number },
  now: Date,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const left = await tx
      .delete(deskMembers)
      .where(and(eq(deskMembers.deskId, seat.deskId), eq(deskMembers.userId, seat.userId)))
      .returning({ userId: deskMembers.userId });
    await followOwners(tx, seat.deskId, now);
    return left.length > 0;
  });
}

/** Takes a person from every desk, as {@link unseatMember} does, and his name from their journals. */
export async function forgetAtDesks(tx: Database, userId: number, now: Date): Promise<void> {
  for (const { desk } of await desksOfPerson(tx, userId)) await unseatMember(tx, { deskId: desk.id, userId }, now);
  await tx.delete(deskInvites).where(eq(deskInvites.invitedBy, userId));
  await tx.delete(deskSetups).where(eq(deskSetups.userId, userId));
  await tx.update(deskJournal).set({ userId: null }).where(eq(deskJournal.userId, userId));
}

/** A desk rests while it has no owner, and goes on when it has one. */
async function followOwners(tx: Database, deskId: number, now: Date): Promise<void> {
  const [desk] = await tx.select().from(desks).where(eq(desks.id, deskId)).for('update');
  if (!desk) return;
  const owners = (await deskMembersOf(tx, deskId)).filter(({ role }) => role === 'owner');
  if (owners.length === 0 && desk.ownerlessSince === null) {
    await pauseSchedules(tx, desk.chatId, now);
    await tx.update(desks).set({ ownerlessSince: now }).where(eq(desks.id, deskId));
  }
  if (owners.length > 0 && desk.ownerlessSince !== null) {
    await resumeSince(tx, desk.chatId, { since: desk.ownerlessSince, now });
    await tx.update(desks).set({ ownerlessSince: null }).where(eq(desks.id, deskId));
  }
}
