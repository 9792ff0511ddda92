import { findChat } from '../chats/store.js';
import type { Database } from '../db/connect.js';
import type { Log } from '../telemetry/log.js';
import { escapeHtml } from '../texts/html.js';
import { TEXT_IDS, type TextId } from '../texts/ids.js';
import type { Message } from '../texts/message.js';
import { text } from '../texts/texts.js';
import type { InterfaceLanguage } from '../vocabulary.js';
import { enqueueNotice, hasUnrenderedNotices, markRendered, type NoticeRow, unrenderedNotices } from './store.js';

/** Notices a transaction. */
const BATCH = 50;

/**
 * Makes deliveries of the notices that rooms have written, in the language of those whom they are for.
 * @returns how many.
 */
export async function dispatchNotices(db: Database, options: { now: Date; log: Log }): Promise<number> {
  const { now, log } = options;
  // Asked several times a second, and mostly in vain.
  if (!(await hasUnrenderedNotices(db))) return 0;
  return db.transaction(async (tx) => {
    const batch = await unrenderedNotices(tx, BATCH);
    for (const notice of batch) {
      const chat = await findChat(tx, { telegramId: notice.telegramId });
      const message = messageOf(notice, chat?.language ?? 'uk', log);
      if (message) await enqueueNotice(tx, { noticeId: notice.id, chatId: chat?.id ?? null, message, now });
    }
    await markRendered(
      tx,
      batch.map(({ id }) => id),
      now,
    );
    return batch.length;
  });
}

/** The notice in words; `null`, and a line in the log, where its text cannot be made: the others must still go. */
function messageOf({ id, kind, data, buttons }: NoticeRow, language: InterfaceLanguage, log: Log): Message | null {
  const textId = `notice-${kind}`;
  try {
    const escaped = Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeHtml(value) : value,
    ]);
    return {
      html: text(language, knownId(textId), Object.fromEntries(escaped)),
      preview: null,
      isPersonal: true,
      buttons: buttons.map((row) =>
        row.map(({ label, ...does }) => ({ text: text(language, knownId(label)), ...does })),
      ),
    };
  } catch (err) {
    log.error({ err, notice: id }, 'a notice cannot be put in words');
    return null;
  }
}

function knownId(id: string): TextId {
  const known = TEXT_IDS.find((one) => one === id);
  if (!known) throw new Error(`There is no text «${id}».`);
  return known;
}
