import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { deskInvites, deskSetups } from '../../db/schema.js';
import type { DeskRole } from './desks.js';

export type DeskInvite = typeof deskInvites.$inferSelect;

/** Bytes that nobody guesses. */
const SECRET_BYTES = 16;
/** An app that was left for so long is not waited for, ms. */
const SETUP_LIFE_MS = 24 * 3_600_000;
/** Picking takes no longer, ms. */
const PICKING_MS = 10 * 60_000;
/** Stands for the channel that is still to be picked. */
const ANY_CHANNEL = 0;

/**
 * Makes an invitation.
 * @returns what its link carries, 22 characters of A-Za-z0-9_-. It is kept nowhere: the table has its hash.
 */
export async function createInvite(
  db: Database,
  invite: { deskId: number; role: DeskRole; invitedBy: number; uses: number; lifeMs: number },
  now: Date,
): Promise<string> {
  const { uses, lifeMs, ...rest } = invite;
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const expiresAt = new Date(now.getTime() + lifeMs);
  await db
    .insert(deskInvites)
    .values({ ...rest, secretHash: hashOf(secret), usesLeft: uses, expiresAt, createdAt: now });
  return secret;
}

/** The invitation that a link carries, as long as it may be used; `null` for one that is unknown, over or used up. */
export async function findInvite(db: Database, secret: string, now: Date): Promise<DeskInvite | null> {
  const [invite] = await db.select().from(deskInvites).where(isUsable(secret, now));
  return invite ?? null;
}

/** Uses an invitation once; `null` where it cannot be used any more. */
export async function takeInvite(tx: Database, secret: string, now: Date): Promise<DeskInvite | null> {
  const [invite] = await tx
    .update(deskInvites)
    .set({ usesLeft: sql`${deskInvites.usesLeft} - 1` })
    .where(isUsable(secret, now))
    .returning();
  return invite ?? null;
}

/** Ends every invitation of a desk. */
export async function revokeInvites(db: Database, deskId: number): Promise<void> {
  await db.delete(deskInvites).where(eq(deskInvites.deskId, deskId));
}

/** Remembers that a person waits for the bot's rights in a channel. */
export async function awaitRights(
  db: Database,
  setup: { telegramId: number; userId: number },
  now: Date,
): Promise<void> {
  await db
    .insert(deskSetups)
    .values({ ...setup, createdAt: now })
    .onConflictDoUpdate({ target: [deskSetups.telegramId, deskSetups.userId], set: { createdAt: now } });
}

/** Those who waited for the bot's rights in a channel; they wait no more. */
export async function takeAwaiting(db: Database, telegramId: number, now: Date): Promise<number[]> {
  const rows = await db
    .delete(deskSetups)
    .where(eq(deskSetups.telegramId, telegramId))
    .returning({ userId: deskSetups.userId, createdAt: deskSetups.createdAt });
  return rows
    .filter(({ createdAt }) => now.getTime() - createdAt.getTime() < SETUP_LIFE_MS)
    .map(({ userId }) => userId);
}

/** Remembers that a person was shown his channels to pick one. */
export async function beginPicking(db: Database, userId: number, now: Date): Promise<void> {
  await awaitRights(db, { telegramId: ANY_CHANNEL, userId }, now);
}

/** Is a person just picking a channel? Then the bot's rights there come of his pick, which says so by itself. */
export async function isPicking(db: Database, userId: number, now: Date): Promise<boolean> {
  const rows = await db
    .select({ userId: deskSetups.userId })
    .from(deskSetups)
    .where(
      and(
        eq(deskSetups.telegramId, ANY_CHANNEL),
        eq(deskSetups.userId, userId),
        gt(deskSetups.createdAt, new Date(now.getTime() - PICKING_MS)),
      ),
    );
  return rows.length > 0;
}

function isUsable(secret: string, now: Date) {
  return and(eq(deskInvites.secretHash, hashOf(secret)), gt(deskInvites.usesLeft, 0), gt(deskInvites.expiresAt, now));
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
