import type { Message } from 'grammy/types';
import type { Database } from '../db/connect.js';
import { LONGEST_TEXT } from '../intake/pasted.js';
import { lastSubmission, type Submission } from '../intake/people/store.js';

/** Telegram parts a text that is longer than this, UTF-16 units. */
const WHOLE_PART = 4_096;
/** It parts it between lines or sentences where there is such a place in the second half. */
const LEAST_PART = WHOLE_PART / 2;
/** The parts of one text come within this, ms: nobody pastes another article so soon. */
const PARTS_WITHIN_MS = 3_000;

/** The pasted text that a message goes on with, where Telegram parted it; `null` where the message begins something new. */
export async function continuedBy(message: Message, db: Database): Promise<Submission | null> {
  if (message.text === undefined || message.forward_origin !== undefined) return null;
  const last = await lastSubmission(db, message.chat.id);
  const part = last?.parts.at(-1) ?? '';
  if (last === null || last.state !== 'open' || part.length < LEAST_PART) return null;
  const isSoon = message.date * 1000 - last.sentAt.getTime() <= PARTS_WITHIN_MS;
  const hasRoom = Buffer.byteLength(joinedText([...last.parts, message.text])) <= LONGEST_TEXT;
  return isSoon && hasRoom ? last : null;
}

/** The text that was parted: inside of a word only where a part is full. */
export function joinedText(parts: readonly string[]): string {
  return parts.reduce((whole, part, index) => `${whole}${jointOf(parts[index - 1] ?? '', part)}${part}`);
}

function jointOf(before: string, after: string): string {
  if (before.length === WHOLE_PART && /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after)) return '';
  return /[.!?…:»"”)]$/.test(before) ? '\n' : ' ';
}
