import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { Log } from '../telemetry/log.js';
import { introduceBot } from './commands.js';
import type { BotContext } from './context.js';
import { ALLOWED_UPDATES } from './updates.js';

/**
 * The calls that Telegram makes at once, at most: those of one chat still follow one another. Each waits until its update
 * is stored, so that they bound the updates a second; a hundred is Telegram's own limit.
 */
const CONNECTIONS = 100;

/**
 * Asks Telegram to call with its updates. What waited there while the program was away comes too. The bot must know who
 * it is (`bot.init`) before the first update is handled.
 * @throws GrammyError or HttpError where Telegram refuses the address.
 */
export async function startWebhook(options: {
  bot: Bot<BotContext>;
  url: string;
  secret: string;
  log: Log;
  /** Who sees the operator's command; `null`: nobody. */
  operatorChatId: number | null;
}): Promise<void> {
  const { bot, url, secret, log, operatorChatId } = options;
  await bot.api.setWebhook(url, {
    secret_token: secret,
    allowed_updates: ALLOWED_UPDATES,
    max_connections: CONNECTIONS,
  });
  await introduceBot(bot.api, operatorChatId).catch((error: unknown) => {
    log.warn({ err: error }, 'the commands and descriptions could not be set');
  });
}

/** Handles an update that was stored. A failure has been told of when this settles. */
export async function handleStored(bot: Bot<BotContext>, update: unknown): Promise<void> {
  // It was checked to be an object with an id; its secret says that it is Telegram's.
  await bot.handleUpdate(update as Update).catch(bot.errorHandler);
}
