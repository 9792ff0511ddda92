/** Chats that are refused within this time of each other are refused for the token's sake, ms. */
const TOGETHER = 10_000;

/** Tells whom a 429 is meant for: it does not say so itself. */
export interface FloodWatch {
  /** The chat that was refused, or the token, where several chats are refused at about the same time. */
  scopeOf(chatId: number, now: number): 'chat' | 'token';
  /** Another process of the token was refused a message to this chat at that moment. */
  note(chatId: number, at: number): void;
}

/** `now`: ms of a clock that never steps. */
export function createFloodWatch(): FloodWatch {
  let last: { chatId: number; at: number } | null = null;
  return {
    scopeOf(chatId, now) {
      const several = last !== null && last.chatId !== chatId && now - last.at < TOGETHER;
      last = { chatId, at: now };
      return several ? 'token' : 'chat';
    },
    note(chatId, at) {
      if (last === null || at > last.at) last = { chatId, at };
    },
  };
}
