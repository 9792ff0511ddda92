import type { Conversation, ConversationData, VersionedState } from '@grammyjs/conversations';
import { conversations } from '@grammyjs/conversations';
import type { Context, MiddlewareFn } from 'grammy';
import type { BotContext, BotServices } from '../context.js';
import { threadOf } from '../place.js';
import { deleteConversation, readConversation, writeConversation } from '../store.js';

/**
 * A conversation is replayed from its beginning at each answer: whatever has an effect stands inside `external`, where
 * it is done once, and so does every reply, since only the context of outside knows the pace of sending.
 */
export type BotConversation = Conversation<BotContext, Context>;

/** Raise it with any change of a conversation's steps: one begun under another version is dropped, not misread. */
const VERSION = 4;

/** Keeps conversations in the database, one for each person in each chat. */
export function keepConversations({ db, now }: BotServices): MiddlewareFn<BotContext> {
  return conversations<BotContext, Context>({
    storage: {
      type: 'context',
      version: VERSION,
      adapter: {
        read: async (ctx) => {
          const key = keyOf(ctx);
          return key === null
            ? undefined
            : ((await readConversation(db, key, now())) as VersionedState<ConversationData>);
        },
        write: async (ctx, state) => {
          const key = keyOf(ctx);
          if (key !== null) await writeConversation(db, key, state, now());
        },
        delete: async (ctx) => {
          const key = keyOf(ctx);
          if (key !== null) await deleteConversation(db, key);
        },
      },
    },
  }) as MiddlewareFn<BotContext>;
}

/** A command leaves every conversation, and then does its own work. Those for other bots are nothing to us. */
export const leaveAtCommand: MiddlewareFn<BotContext> = async (ctx, next) => {
  const command = ctx.message?.entities?.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  const [, addressee] = (ctx.message?.text?.slice(0, command?.length ?? 0) ?? '').split('@');
  const isOurs = addressee === undefined || addressee.toLowerCase() === ctx.me.username.toLowerCase();
  if (command && isOurs) {
    ctx.leftConversations = Object.keys(ctx.conversation.active());
    await ctx.conversation.exitAll();
  }
  await next();
};

function keyOf(ctx: Context): string | null {
  return ctx.chat && ctx.from ? `${ctx.chat.id}:${threadOf(ctx)}:${ctx.from.id}` : null;
}
