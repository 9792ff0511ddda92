import { randomInt } from 'node:crypto';
import type { BotError, ErrorHandler } from 'grammy';
import { findChat } from '../chats/store.js';
import { writeNotice } from '../db/notices.js';
import { withoutSecrets } from '../telemetry/log.js';
import { text } from '../texts/texts.js';
import type { BotContext, BotServices } from './context.js';
import { threadOf } from './place.js';

/** Letters and digits that cannot be taken for one another when read aloud. */
const REFERENCE_CHARACTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** UTF-16 units of a cause that the operator is told. */
const LONGEST_CAUSE = 500;

/**
 * What happens when a feature fails: the person is told something useful with a short reference, the operator and the
 * log the cause under the same reference. Other features go on.
 */
export function failureHandler(services: BotServices, feature: string): ErrorHandler<BotContext> {
  return async ({ error, ctx }: BotError<BotContext>) => {
    if (isPersonGone(error)) {
      services.log.info({ feature, err: error }, 'the person cannot be answered');
      return;
    }
    const reference = newReference();
    services.log.error({ feature, reference, update: ctx.update.update_id, err: error }, 'a feature failed');
    const cause = causeOf(error);
    const outcomes = await Promise.allSettled([
      tellPerson(ctx, services, reference),
      tellOperator(services, { feature, reference, cause }),
    ]);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        services.log.error({ feature, reference, err: outcome.reason }, 'a failure could not be told of');
      }
    }
  };
}

async function tellPerson(ctx: BotContext, { db }: BotServices, reference: string): Promise<void> {
  if (ctx.callbackQuery) {
    const { language } = await chatOrDefault(ctx, db);
    await ctx.answerCallbackQuery({ text: text(language, 'failure-toast', { reference }), show_alert: true });
  } else if (ctx.message) {
    const { language } = await chatOrDefault(ctx, db);
    await ctx.reply(text(language, 'failure', { reference }));
  }
}

/** Without tokens, and without the values of a query, which may be what people wrote and are called. */
function causeOf(error: unknown): string {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return withoutSecrets(said).slice(0, LONGEST_CAUSE);
}

/** Once an hour for each feature: what fails for one person fails for many. The log has all of them. */
async function tellOperator(
  { db, now, operatorChatId }: BotServices,
  failure: { feature: string; reference: string; cause: string },
): Promise<void> {
  if (operatorChatId === null) return;
  const hour = now().toISOString().slice(0, 13);
  const key = `failure:${failure.feature}:${hour}`;
  await writeNotice(db, { kind: 'failure', telegramId: operatorChatId, key, data: failure }, now());
}

/** The failure may be the database's own: the person is answered in Ukrainian then. */
async function chatOrDefault(ctx: BotContext, db: BotServices['db']) {
  const place = { telegramId: ctx.chat?.id ?? 0, threadId: threadOf(ctx) };
  const chat = await findChat(db, place).catch(() => null);
  return { language: chat?.language ?? ('uk' as const) };
}

/** Blocked the bot, left, or deleted the chat while it was about to answer. Conversations hand on an error's words alone. */
function isPersonGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^Call to '\w+' failed! \((?:403: |400: .*(?:chat not found|PEER_ID_INVALID))/i.test(error.message)
  );
}

function newReference(): string {
  return Array.from({ length: 6 }, () => REFERENCE_CHARACTERS[randomInt(REFERENCE_CHARACTERS.length)]).join('');
}
