import { asc, eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { deskMembers, desks } from '../../db/schema.js';

/** Where a channel's admins set up and correct its digests. */
export type Desk = typeof desks.$inferSelect;
/** One of a desk's people, by Telegram user id. */
export type DeskMember = typeof deskMembers.$inferSelect;

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
      await tx.insert(deskMembers).values({ deskId: desk.id, userId: options.ownerId, role: 'owner', addedAt: now });
    }
    return desk;
  });
}

/** The people of a desk, the first to come first. */
export async function deskMembersOf(db: Database, deskId: number): Promise<DeskMember[]> {
  return db.select().from(deskMembers).where(eq(deskMembers.deskId, deskId)).orderBy(asc(deskMembers.addedAt));
}
