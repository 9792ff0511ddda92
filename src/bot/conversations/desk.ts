import type { MiddlewareFn } from 'grammy';
import type { InterfaceLanguage } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { type DeskSeat, deskSeat, refusalText } from '../desk-access.js';
import type { Panel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { askQuestion, type Question, questionConversation } from './question.js';

/** What is asked of somebody at a desk in his private chat. */
export interface DeskQuestion extends Question {
  /** Our own id of the chat for which the desk works; `chatId` is the private one. */
  deskChatId: number;
  kind: string;
  args: readonly string[];
}

/** A question of a kind: what is asked, and what becomes of the answer. */
export interface DeskAsking {
  needs: DeskSeat['role'];
  ask(language: InterfaceLanguage, args: readonly string[]): string;
  /** Gives what to say where it is no answer; `null` once it is done. */
  take(ctx: BotContext, asked: { seat: DeskSeat; args: readonly string[] }): Promise<string | Panel | null>;
}

/**
 * Asks people of desks in writing; who answers must still have his place there.
 * @param options.id of the conversation: each feature has its own.
 */
export function deskConversation(
  services: BotServices,
  { id, kinds }: { id: string; kinds: Readonly<Record<string, DeskAsking>> },
): MiddlewareFn<BotContext> {
  const kindOf = ({ kind }: DeskQuestion) => {
    const known = kinds[kind];
    if (!known) throw new Error(`Nobody at a desk is asked «${kind}».`);
    return known;
  };
  return questionConversation<DeskQuestion>(services, {
    id,
    ask: (language, question) => kindOf(question).ask(language, question.args),
    take: async (ctx, { question }) => {
      const { deskChatId: chatId, args } = question;
      const asking = kindOf(question);
      const found = await deskSeat(ctx, services, { chatId, needs: asking.needs });
      if ('seat' in found) return asking.take(ctx, { seat: found.seat, args });
      await ctx.reply(await refusalText(ctx, services, { chatId, ...found }));
      return null;
    },
  });
}

/** Asks somebody at a desk, in the conversation of an id. */
export async function askAtDesk(
  ctx: BotContext,
  services: BotServices,
  { seat, id, kind, args }: { seat: DeskSeat; id: string; kind: string; args: readonly string[] },
): Promise<void> {
  const here = await chatHere(ctx, services);
  await askQuestion<DeskQuestion>(ctx, id, {
    chatId: here.id,
    owner: 0,
    deskChatId: seat.chat.id,
    kind,
    args,
  });
}
