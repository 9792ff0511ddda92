import { eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { digests } from '../../db/schema.js';
import type { Digest } from '../store.js';

/** The digest of a key, or `null`. */
export async function digestByKey(db: Database, key: string): Promise<Digest | null> {
  const [digest] = await db.select().from(digests).where(eq(digests.key, key));
  return digest ?? null;
}
