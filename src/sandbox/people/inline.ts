import { OrderError } from '../errors.js';
import { storedKeyboard } from '../markup.js';
import type { Entity, Message, ReplyMarkup } from '../types.js';
import { enqueue } from '../updates.js';
import { forgetUnanswered, freshId, type World } from '../world.js';
import { actorOf, type Order, optionalNumber, roomOf, textOf } from './order.js';
import { say } from './write.js';

const PATIENCE_MS = 10_000;

/** A person types `@bot words` in any chat; gives the bot's results, or `{answered: false}` when none came in time. */
export function askInline(world: World, order: Order): Promise<unknown> {
  const id = freshId(world);
  forgetUnanswered(world);
  const from = actorOf(world, order);
  const query = String(order.query ?? '');
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ answered: false }), optionalNumber(order, 'wait_ms') ?? PATIENCE_MS);
    world.inlineQueries.set(id, {
      at: world.now(),
      resolve: (given) => {
        clearTimeout(timer);
        resolve({ answered: true, ...(given as object) });
      },
    });
    enqueue(world.updates, {
      kind: 'inline_query',
      payload: { id, from, query, offset: String(order.offset ?? ''), chat_type: order.chat_type ?? 'sender' },
      chat: from.id,
      now: world.now(),
    });
  });
}

/** A person takes one of the results: it is posted in his name, via the bot, and the bot is told which it was. */
export function chooseInline(world: World, order: Order): Message {
  const result = order.result as
    | { id: string; text: string; entities?: Entity[]; reply_markup?: ReplyMarkup }
    | undefined;
  if (!result || typeof result.text !== 'string')
    throw new OrderError(`${order.kind}: result must be one of the query's results`);
  const keyboard = storedKeyboard(result.reply_markup);
  const message = say(world, roomOf(world, order), order, {
    text: result.text,
    ...(result.entities?.length ? { entities: result.entities } : {}),
    via_bot: world.bot,
    ...(keyboard ? { reply_markup: keyboard } : {}),
  });
  const from = actorOf(world, order);
  const inlineId = keyboard ? rememberInline(world, message) : null;
  enqueue(world.updates, {
    kind: 'chosen_inline_result',
    payload: {
      result_id: textOf({ ...result, kind: order.kind }, 'id'),
      from,
      query: String(order.query ?? ''),
      ...(inlineId ? { inline_message_id: inlineId } : {}),
    },
    chat: from.id,
    now: world.now(),
  });
  return message;
}

/** Only a message with buttons gets a name by which the bot, which may not be in the chat, can change it. */
function rememberInline(world: World, { chat, message_id }: Message): string {
  const id = `AgAAA${freshId(world)}`;
  world.inlineMessages.set(id, { chat_id: chat.id, message_id });
  return id;
}
