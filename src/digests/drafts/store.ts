import { and, asc, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { anyOf, numbers } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { type DraftItem, digests, drafts } from '../../db/schema.js';
import type { Digest } from '../store.js';

export type { DraftItem } from '../../db/schema.js';

/** The stories of a digest of an edition, as its desk sees and changes them. */
export type Draft = typeof drafts.$inferSelect;
export type DraftState = Draft['state'];

/** A draft with its digest. */
export interface DraftedDigest {
  draft: Draft;
  digest: Digest;
}

/** A draft to be written; its digest is written already. */
export type NewDraft = Pick<Draft, 'digestId' | 'editionId' | 'slotAt' | 'items' | 'state' | 'createdAt'> &
  Partial<Pick<Draft, 'decidedBy' | 'decidedAt'>>;

/** Writes drafts down. Gives them in the order given. */
export async function insertDrafts(tx: Database, rows: readonly NewDraft[]): Promise<Draft[]> {
  if (rows.length === 0) return [];
  const written = await tx
    .insert(drafts)
    .values([...rows])
    .returning();
  const byDigest = new Map(written.map((draft) => [draft.digestId, draft]));
  return rows.flatMap(({ digestId }) => byDigest.get(digestId) ?? []);
}

/** The draft of an id with its digest, or `null`. */
export async function draftById(db: Database, draftId: number): Promise<DraftedDigest | null> {
  return (await joined(db).where(eq(drafts.id, draftId)))[0] ?? null;
}

/** The draft of a digest, or `null` for one that is no edition's. */
export async function draftOfDigest(db: Database, digestId: number): Promise<DraftedDigest | null> {
  return (await joined(db).where(eq(drafts.digestId, digestId)))[0] ?? null;
}

/** The drafts of those of some digests that are editions', the oldest first. */
export async function draftsOfDigests(db: Database, digestIds: readonly number[]): Promise<Draft[]> {
  if (digestIds.length === 0) return [];
  return db.select().from(drafts).where(anyOf(drafts.digestId, digestIds)).orderBy(asc(drafts.digestId));
}

/** The newest drafts of an edition, the newest first. */
export async function draftsOf(db: Database, editionId: number, limit: number): Promise<DraftedDigest[]> {
  return joined(db)
    .where(eq(drafts.editionId, editionId))
    .orderBy(desc(drafts.createdAt), desc(drafts.id))
    .limit(limit);
}

/** The published drafts whose digests tell of a story, for this transaction alone. */
export async function publishedWith(tx: Database, storyId: number): Promise<DraftedDigest[]> {
  return joined(tx)
    .where(and(eq(drafts.state, 'published'), sql`${storyId} = any(${digests.storyIds})`))
    .for('update', { of: drafts });
}

/** The drafts that are not decided, or approved for their slot, and have any of these stories; for this transaction alone. */
export async function undecidedWith(tx: Database, storyIds: readonly number[]): Promise<Draft[]> {
  const told = sql`select (item ->> 'storyId')::bigint from jsonb_array_elements(${drafts.items}) as item`;
  return tx
    .select()
    .from(drafts)
    .where(
      and(
        inArray(drafts.state, ['open', 'approved']),
        sql`exists (select from (${told}) as told (id) where id = any(${numbers(storyIds)}))`,
      ),
    )
    .orderBy(asc(drafts.id))
    .for('update');
}

/** What the desk of a chat was offered of its own accord since a moment, the oldest first. */
export async function offersSince(
  tx: Database,
  { chatId, since }: { chatId: number; since: Date },
): Promise<Pick<Draft, 'editionId' | 'items' | 'createdAt'>[]> {
  return tx
    .select({ editionId: drafts.editionId, items: drafts.items, createdAt: drafts.createdAt })
    .from(drafts)
    .innerJoin(digests, eq(digests.id, drafts.digestId))
    .where(and(eq(digests.chatId, chatId), eq(digests.kind, 'urgent'), gt(drafts.createdAt, since)))
    .orderBy(asc(drafts.id));
}

/** Locks drafts whose slot has come and that are not decided, or approved for it, the longest due first. */
export async function claimDueDrafts(tx: Database, options: { now: Date; limit: number }): Promise<Draft[]> {
  return tx
    .select()
    .from(drafts)
    .where(and(inArray(drafts.state, ['open', 'approved']), lte(drafts.slotAt, options.now)))
    .orderBy(asc(drafts.slotAt), asc(drafts.id))
    .limit(options.limit)
    .for('update', { skipLocked: true });
}

/** What of a draft is changed, and by whom (`null`: by itself). */
export interface DraftChange {
  draftId: number;
  /** As whoever changes it saw it. */
  version: number;
  /** The states in which it may be changed so. */
  from: readonly DraftState[];
  items?: DraftItem[];
  state?: DraftState;
  by: number | null;
}

/**
 * Changes a draft as long as it stands as it was seen; every change is somebody's, and the next one sees it.
 * @returns `null` where somebody changed it meanwhile: nothing is changed then.
 */
export async function changeDraft(tx: Database, change: DraftChange, now: Date): Promise<Draft | null> {
  const { draftId, version, from, items, state, by } = change;
  const [draft] = await tx
    .update(drafts)
    .set({
      ...(items ? { items } : {}),
      ...(state ? { state } : {}),
      decidedBy: by,
      decidedAt: now,
      version: sql`${drafts.version} + 1`,
    })
    .where(and(eq(drafts.id, draftId), eq(drafts.version, version), inArray(drafts.state, [...from])))
    .returning();
  return draft ?? null;
}

/** Forgets that a person decided anything. */
export async function forgetDecider(tx: Database, userId: number): Promise<void> {
  await tx.update(drafts).set({ decidedBy: null }).where(eq(drafts.decidedBy, userId));
}

/** Writes down what of a draft's digest the desk decided: its stories, until when it is worth sending, or why it is none. */
export async function decideDigest(
  tx: Database,
  digestId: number,
  change: Pick<Digest, 'state' | 'stateReason' | 'storyIds'> & { expiresAt?: Date },
): Promise<void> {
  await tx.update(digests).set(change).where(eq(digests.id, digestId));
}

function joined(db: Database) {
  return db.select({ draft: drafts, digest: digests }).from(drafts).innerJoin(digests, eq(digests.id, drafts.digestId));
}
