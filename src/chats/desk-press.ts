import type { NoticeButton } from '../db/notices.js';

/**
 * What a button of a desk says when it is pressed: at the desk of which chat, what to do, with what. It is pressed in a
 * private chat, and whoever presses it shows by his place at the desk that he may.
 *
 * In callback data, at most 64 bytes: `1.y.chat.action.argument…`, numbers in base 36.
 */
export interface DeskPress {
  /** Our own id of the chat for which the desk works; 0: none yet. */
  chatId: number;
  action: string;
  args: readonly string[];
}

const LONGEST_BYTES = 64;

/** @throws Error where it does not fit into 64 bytes, which is a mistake of the program. */
export function deskPressData(chatId: number, action: string, ...args: readonly (string | number)[]): string {
  const fields = args.map((arg) => (typeof arg === 'number' ? arg.toString(36) : arg));
  const data = ['1', 'y', chatId.toString(36), action, ...fields].join('.');
  if (Buffer.byteLength(data) > LONGEST_BYTES) throw new Error(`The button data «${data}» is longer than 64 bytes.`);
  return data;
}

/** What was pressed, or `null` for data of other buttons. */
export function readDeskPress(data: string): DeskPress | null {
  const found = /^1\.y\.([0-9a-z]{1,11})\.([a-z-]+)((?:\.[^.]*)*)$/u.exec(data);
  const [, chat = '', action = '', args = ''] = found ?? [];
  return found && { chatId: Number.parseInt(chat, 36), action, args: args.split('.').slice(1) };
}

/** A number of a press; 0 where there is none. */
export function numberOf(arg: string | undefined): number {
  return /^[0-9a-z]{1,11}$/.test(arg ?? '') ? Number.parseInt(arg ?? '', 36) : 0;
}

/** A button of a desk under a notice. */
export function deskButton(
  label: string,
  chatId: number,
  action: string,
  ...args: readonly (string | number)[]
): NoticeButton {
  return { label, data: deskPressData(chatId, action, ...args) };
}
