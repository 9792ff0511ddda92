import { eq } from 'drizzle-orm';
import type { Database } from './connect.js';
import { halts } from './schema.js';

const DIGESTS = 'digests';

/** Stops the planning and sending of digests in every process, until `resumeDigests`. Asked twice, the first moment holds. */
export async function haltDigests(db: Database, now: Date): Promise<void> {
  await db.insert(halts).values({ name: DIGESTS, since: now }).onConflictDoNothing();
}

/** Lets digests be planned and sent again. */
export async function resumeDigests(db: Database): Promise<void> {
  await db.delete(halts).where(eq(halts.name, DIGESTS));
}

/** Since when no digest is planned or sent; `null` where nobody stopped them. */
export async function digestsHaltedSince(db: Database): Promise<Date | null> {
  const [row] = await db.select().from(halts).where(eq(halts.name, DIGESTS));
  return row?.since ?? null;
}

/** Work of a tick that rests while the operator has stopped digests. */
export function unlessHalted(db: Database, run: () => Promise<unknown>): () => Promise<void> {
  return async () => {
    if ((await digestsHaltedSince(db)) === null) await run();
  };
}
