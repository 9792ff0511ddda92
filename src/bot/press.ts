/**
 * What a button of ours says when it is pressed: which panel, of which chat, opened by whom, and what to do.
 *
 * In callback data, at most 64 bytes: `1.panel.chat.owner.action.argument…`, the numbers in base 36. The first field is
 * the version of this form: a button of another version is told apart and answered, not misread.
 */
export interface Press {
  panel: PanelCode;
  /** Our own id of the chat that the panel sets up. */
  chatId: number;
  /** The Telegram user to whom a panel in a group belongs; 0: to any admin. */
  owner: number;
  action: string;
  args: readonly string[];
}

/** `h` home, `t` topics, `b` topics of the first conversation, `w` its times, `s` schedule, `k` words, `c` channels, `f` forget, `n` stories, `u` status, `o` sources, `r` shared topics, `v` volume, `x` urgent, `a` articles to add, `e` a channel’s posts as a source, `z` report, `q` the operator’s. (`y` is a desk's: `chats/desk-press.ts`.) */
export const PANEL_CODES = [
  'h',
  't',
  'b',
  'w',
  's',
  'k',
  'c',
  'f',
  'n',
  'u',
  'o',
  'r',
  'v',
  'x',
  'a',
  'e',
  'z',
  'q',
] as const;
export type PanelCode = (typeof PANEL_CODES)[number];

const VERSION = '1';
const LONGEST_BYTES = 64;

/** @throws Error where it does not fit into 64 bytes, which is a mistake of the program. */
export function pressData({ panel, chatId, owner, action, args }: Press): string {
  const data = [VERSION, panel, chatId.toString(36), owner.toString(36), action, ...args].join('.');
  if (Buffer.byteLength(data) > LONGEST_BYTES) throw new Error(`The button data «${data}» is longer than 64 bytes.`);
  return data;
}

/** What was pressed, or `null` for data that is not of this form. */
export function readPress(data: string): Press | null {
  const [version, panel, chat = '', owner = '', action, ...args] = data.split('.');
  if (version !== VERSION || !isPanelCode(panel) || !action) return null;
  if (!/^[0-9a-z]{1,11}$/.test(chat) || !/^[0-9a-z]{1,11}$/.test(owner)) return null;
  return { panel, chatId: Number.parseInt(chat, 36), owner: Number.parseInt(owner, 36), action, args };
}

function isPanelCode(code: string | undefined): code is PanelCode {
  return (PANEL_CODES as readonly (string | undefined)[]).includes(code);
}
