/** Somebody who presses, in his private chat with the bot. */
export interface Presser {
  telegramId: number;
  /** The bot's own id of the chat, and the same as buttons carry it. */
  chatId: number;
  code: string;
  /** The message whose buttons are pressed. */
  messageId: number;
  /** Does he want to read of sport? */
  wantsSport: boolean;
}

/** What the people are to do. */
export interface Load {
  pressers: Presser[];
  /** Presses a second. */
  rate: number;
  seconds: number;
}

/** What they saw. */
export interface LoadReport {
  pressed: number;
  /** Presses a second, as they were made. */
  offered: number;
  /** Answers a second, until the last came or was waited for no more. */
  handled: number;
  unanswered: number;
  /** Answers that came before that of an earlier press of the same person. */
  outOfOrder: number;
  /** Of those that were answered. */
  waitMs: { half: number; of95: number; of99: number; most: number };
  /** What each of those who pressed set at last. */
  wishes: { chatId: number; wantsSport: boolean }[];
}

export interface BotSetting {
  dataFolder: string;
  url: string;
  token: string;
  /** Where Telegram calls; `null`: long polling. */
  webhookPort: number | null;
}

/** What the bot's process has to say of itself. */
export interface BotReport {
  /** Resident megabytes, once a second since the last report. */
  megabytes: number[];
  /** Megabytes of the heap that are in use now, without garbage. */
  live: number;
}
