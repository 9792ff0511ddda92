import type { createBot } from './bot/bot.js';
import { openInbox } from './bot/inbox/inbox.js';
import { initBot, startPolling } from './bot/run.js';
import { handleStored, startWebhook } from './bot/webhook.js';
import type { Config } from './config.js';
import type { Database } from './db/connect.js';
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
 * Begins to hear of what people do: by long polling, or by the webhook. Either way updates are stored before Telegram
 * hears that they arrived, so that neither a crash nor a change from one way to the other loses any.
 */
export async function startUpdates(options: {
  bot: ReturnType<typeof createBot>;
  db: Database;
  log: Log;
  now: () => Date;
  webhook: Config['webhook'];
  operatorChatId: number | null;
}): Promise<Updates> {
  const { bot, db, log, now, webhook, operatorChatId } = options;
  await initBot(bot);
  const inbox = openInbox({ db, log, now, handle: (update) => handleStored(bot, update) });
  if (webhook !== null) {
    return {
      webhook: { log, inbox, ...webhook },
      ended: new Promise(() => {}),
      listen: () => startWebhook({ bot, log, operatorChatId, ...webhook }),
      stop: inbox.stop,
    };
  }
  const polling = await startPolling({ bot, log, inbox, operatorChatId });
  return {
    webhook: null,
    ended: polling.ended,
    listen: async () => {},
    async stop() {
      await polling.stop();
      await inbox.stop();
    },
  };
}
