import type { createBot } from './bot/bot.js';
import { initBot, startBot } from './bot/run.js';
import { forgetUpdate } from './bot/store.js';
import { handleStored, startWebhook } from './bot/webhook.js';
import type { Config } from './config.js';
import type { Database } from './db/connect.js';
import { waitingForHandling } from './server/store.js';
import { handleWaiting } from './server/waiting.js';
import type { WebhookOptions } from './server/webhook.js';
import type { Log } from './telemetry/log.js';

/** How the bot hears of what people do. */
export interface Updates {
  /** What the port needs to take updates; `null` where the bot asks for them. */
  webhook: WebhookOptions | null;
  /** Asks Telegram to call; to be done once the port is open. */
  listen(): Promise<void>;
  /** Settles with the error where the bot can hear no more. */
  ended: Promise<void>;
  /** Hears no more, and lets what is being handled finish. */
  stop(): Promise<void>;
}

/**
 * Begins to hear of what people do: by long polling, or by the webhook, where updates are stored before they are handled.
 * What is stored is handled in either case, so that a change from one to the other loses nothing.
 */
export async function startUpdates(options: {
  bot: ReturnType<typeof createBot>;
  db: Database;
  log: Log;
  now: () => Date;
  webhook: Config['webhook'];
}): Promise<Updates> {
  const { bot, db, log, now, webhook } = options;
  const openStore = () =>
    handleWaiting({
      db,
      log,
      now,
      handle: (update) => handleStored(bot, update),
      forget: (updateId) => forgetUpdate(db, updateId),
    });
  await initBot(bot);
  if (webhook === null) {
    // While a webhook is set, Telegram gives nothing to those who ask.
    await bot.api.deleteWebhook();
    const running = await startBot({ bot, log });
    const left = (await waitingForHandling(db)).length > 0 ? openStore() : null;
    return {
      webhook: null,
      ended: running.ended,
      listen: async () => {},
      stop: async () => {
        await Promise.all([running.stop(), left?.stop()]);
      },
    };
  }
  const waiting = openStore();
  return {
    webhook: { db, log, now, ...webhook, onStored: waiting.wake },
    ended: new Promise(() => {}),
    listen: () => startWebhook({ bot, log, ...webhook }),
    stop: waiting.stop,
  };
}
