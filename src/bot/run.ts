import { setTimeout as sleep } from 'node:timers/promises';
import { Api, type Bot, GrammyError, HttpError } from 'grammy';
import type { Update } from 'grammy/types';
import { type Log, withoutSecrets } from '../telemetry/log.js';
import { introduceBot } from './commands.js';
import type { BotContext } from './context.js';
import type { Inbox } from './inbox/inbox.js';
import { incomingOf } from './inbox/incoming.js';
import { ALLOWED_UPDATES } from './updates.js';

/** Telegram holds an empty poll open for so long; seconds. */
const POLL_S = 30;
/** A poll that takes longer is given up; seconds. */
const POLL_LIMIT_S = POLL_S + 10;
/** Waits between tries to reach Telegram or the database, ms. */
const RETRY_MS = 1_000;
/** A program that was killed a moment ago still polls for as long as this, and Telegram lets only one; ms. */
const CONFLICT_WAIT_MS = 5_000;
/** A longer wait that Telegram asks for is asked about again, ms. */
const LONGEST_WAIT_MS = 60_000;

export interface RunningPolling {
  /** Fetches no more updates. */
  stop(): Promise<void>;
  /** Settles when polling has ended: quietly after `stop`, with the error where Telegram refuses the token. */
  ended: Promise<void>;
}

/** Telegram does not let the bot begin; the message says why and what to do. */
class TelegramError extends Error {
  override name = 'TelegramError';
}

/**
 * Starts long polling into the inbox: Telegram hears that updates arrived, with the next poll, once they are stored. What
 * waited there while the program was away comes too. The bot must know who it is (`initBot`).
 */
export async function startPolling(options: {
  bot: Bot<BotContext>;
  log: Log;
  inbox: Pick<Inbox, 'take'>;
  /** Who sees the operator's command; `null`: nobody. */
  operatorChatId: number | null;
}): Promise<RunningPolling> {
  const { bot, log, inbox, operatorChatId } = options;
  // While a webhook is set, Telegram gives nothing to those who ask.
  await bot.api.deleteWebhook();
  // Its own client: a poll is long by design, and must not wait behind the pace of replies.
  const polling = new Api(bot.token, { ...bot.api.options, timeoutSeconds: POLL_LIMIT_S });
  const introduced = introduceBot(bot.api, operatorChatId).catch((error: unknown) => {
    log.warn({ err: error }, 'the commands and descriptions could not be set');
  });
  const stopping = new AbortController();
  const { signal } = stopping;

  async function poll(): Promise<void> {
    let offset = 0;
    while (!signal.aborted) {
      try {
        const query = { offset, timeout: POLL_S, allowed_updates: ALLOWED_UPDATES };
        const updates = await polling.getUpdates(query, signal as Parameters<Api['getUpdates']>[1]);
        await inbox.take(updates.flatMap((update) => incomingOf(update) ?? []));
        offset = nextOffset(updates, offset);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof GrammyError && error.error_code === 401) throw error;
        log.warn({ err: error }, 'updates could not be fetched and stored; trying again');
        await sleep(waitAfter(error), undefined, { signal }).catch(() => {});
      }
    }
  }

  const ended = poll();
  // Whoever waits for `ended` hears of a failure; nobody has to.
  ended.catch((error: unknown) => log.fatal({ err: error }, 'the bot hears nothing any more'));
  return {
    ended,
    async stop() {
      stopping.abort();
      await ended.catch(() => {});
      await introduced;
    },
  };
}

function nextOffset(updates: readonly Update[], offset: number): number {
  return updates.reduce((next, { update_id }) => Math.max(next, update_id + 1), offset);
}

/** ms until the next try. */
function waitAfter(error: unknown): number {
  if (!(error instanceof GrammyError)) return RETRY_MS;
  if (error.error_code === 409) return CONFLICT_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, (error.parameters.retry_after ?? 0) * 1_000 || RETRY_MS);
}

/**
 * Asks Telegram who the bot is: it must know before it handles the first update.
 * @throws TelegramError where Telegram does not say.
 */
export async function initBot(bot: Bot<BotContext>): Promise<void> {
  if (bot.isInited()) return;
  // Not `bot.init()`, which tries for ever and says nothing: whoever runs the program restarts it, and should know why.
  bot.botInfo = await bot.api.getMe().catch((error: unknown) => {
    throw new TelegramError(refusalOf(error, bot.api.options?.apiRoot ?? 'Telegram'), { cause: error });
  });
}

/** Why the bot cannot begin, without its token, and what to do. */
function refusalOf(error: unknown, server: string): string {
  if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404)) {
    return `${server} does not know BOT_TOKEN (${error.error_code} ${error.description}). Copy it anew from @BotFather.`;
  }
  if (error instanceof GrammyError) return `${server} refuses the bot: ${error.error_code} ${error.description}.`;
  const cause = error instanceof HttpError && error.error instanceof Error ? error.error : error;
  return `${server} cannot be reached: ${withoutSecrets(cause instanceof Error ? cause.message : String(cause))}. Check the network and BOT_API_ROOT.`;
}
