import { setTimeout as sleep } from 'node:timers/promises';
import { type RunnerHandle, run } from '@grammyjs/runner';
import { Api, type Bot, GrammyError, HttpError } from 'grammy';
import { type Log, withoutSecrets } from '../telemetry/log.js';
import { introduceBot } from './commands.js';
import type { BotContext } from './context.js';
import { ALLOWED_UPDATES } from './updates.js';

/** Telegram holds an empty poll open for so long; seconds. */
const POLL_S = 30;
/** A poll that takes longer is given up; seconds. */
const POLL_LIMIT_S = POLL_S + 10;
/** Updates that are handled at once: those of one chat still follow one another. */
const CONCURRENCY = 200;
/** Waits between tries to reach Telegram, ms. */
const RETRY_MS = 1_000;
/** A program that was killed a moment ago still polls for as long as this, and Telegram lets only one; ms. */
const CONFLICT_WAIT_MS = 5_000;
/** What is being handled when the bot stops has so long to finish; ms. */
const DRAIN_LIMIT_MS = 8_000;

export interface RunningBot {
  /** Fetches no more updates and lets those that are being handled finish, 8 s at most. */
  stop(): Promise<void>;
  /** Settles when polling has ended: quietly after `stop`, with the error where Telegram refuses the token. */
  ended: Promise<void>;
}

/** Telegram does not let the bot begin; the message says why and what to do. */
class TelegramError extends Error {
  override name = 'TelegramError';
}

/**
 * Starts long polling. What waited at Telegram while the program was away is handled too.
 * @throws TelegramError where Telegram does not say who the bot is.
 */
export async function startBot({ bot, log }: { bot: Bot<BotContext>; log: Log }): Promise<RunningBot> {
  await initBot(bot);
  // Its own client: a poll is long by design, and must not wait behind the pace of replies.
  const polling = new Api(bot.token, { ...bot.api.options, timeoutSeconds: POLL_LIMIT_S });
  const introduced = introduceBot(bot.api).catch((error: unknown) => {
    log.warn({ err: error }, 'the commands and descriptions could not be set');
  });

  let isStopping = false;
  let runner: RunnerHandle | null = null;

  async function poll(): Promise<void> {
    while (!isStopping) {
      runner = run(
        {
          handleUpdate: (update) => bot.handleUpdate(update),
          errorHandler: bot.errorHandler,
          api: { getUpdates: (query, signal) => fetchUpdates(polling, query, { signal, log }) },
        },
        {
          runner: {
            fetch: { timeout: POLL_S, allowed_updates: ALLOWED_UPDATES },
            retryInterval: RETRY_MS,
            silent: true,
          },
          sink: { concurrency: CONCURRENCY },
        },
      );
      try {
        await runner.task();
      } catch (error) {
        if (isStopping || !(error instanceof GrammyError) || error.error_code !== 409) throw error;
        log.warn({ err: error }, 'another program polls for this bot; trying again');
        await sleep(CONFLICT_WAIT_MS);
      }
    }
  }

  const ended = poll();
  // Whoever waits for `ended` hears of a failure; nobody has to.
  ended.catch((error: unknown) => log.fatal({ err: error }, 'the bot hears nothing any more'));
  return {
    ended,
    async stop() {
      isStopping = true;
      const handle = runner;
      await handle?.stop();
      for (const until = Date.now() + DRAIN_LIMIT_MS; handle && handle.size() > 0 && Date.now() < until; )
        await sleep(20);
      await introduced;
    },
  };
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

type GetUpdates = Parameters<typeof run>[0]['api']['getUpdates'];
type Query = Parameters<GetUpdates>[0];
type Signal = Parameters<GetUpdates>[1];

async function fetchUpdates(api: Api, query: Query, { signal, log }: { signal: Signal; log: Log }) {
  try {
    return await api.getUpdates(query, signal);
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, 'updates could not be fetched');
    throw error;
  }
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
