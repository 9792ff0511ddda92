import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { deliveries } from '../../db/schema.js';

/** Is a message of a chat (our id) one that the outbox sent: a digest or a notice? */
export async function isDelivery(db: Database, message: { chatId: number; messageId: number }): Promise<boolean> {
  const found = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.chatId, message.chatId), eq(deliveries.messageId, message.messageId)))
    .limit(1);
  return found.length > 0;
}
