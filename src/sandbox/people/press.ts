import type { Message } from '../types.js';
import { enqueue } from '../updates.js';
import { type CallbackAnswer, forgetUnanswered, freshId, type Room, tell, type World } from '../world.js';
import { actorOf, numberOf, type Order, optionalNumber, roomOf, textOf } from './order.js';

/** How long the one who pressed waits for the bot, ms, unless he says otherwise. */
const PATIENCE_MS = 10_000;

/**
 * A person presses an inline button; gives the bot's answer, or `{answered: false}` when none came in time.
 * Any `data` is taken, as from an app that is not honest; of a message that is gone the bot gets the shell that Telegram leaves.
 */
export async function press(world: World, order: Order): Promise<CallbackAnswer> {
  const room = roomOf(world, order);
  const person = actorOf(world, order, room);
  const messageId = numberOf(order, 'message_id');
  const id = freshId(world);
  forgetUnanswered(world);
  const message = room.messages.get(messageId) ?? { chat: room.chat, message_id: messageId, date: 0 };
  const answer = await new Promise<CallbackAnswer>((resolve) => {
    const timer = setTimeout(() => resolve({ answered: false }), optionalNumber(order, 'wait_ms') ?? PATIENCE_MS);
    world.callbacks.set(id, {
      at: world.now(),
      resolve: (given) => {
        clearTimeout(timer);
        resolve(given);
      },
    });
    enqueue(world.updates, {
      kind: 'callback_query',
      payload: {
        id,
        from: person,
        ...placeOf(world, answering(room, message)),
        chat_instance: String(room.chat.id),
        data: textOf(order, 'data'),
      },
      chat: room.chat.id,
      now: world.now(),
    });
  });
  tell(world, { type: 'answer', chat_id: room.chat.id, user_id: person.id, answer });
  return answer;
}

/** The message with what it answers as that stands now: edited since, or gone. */
function answering(room: Room, message: Message): Message {
  const { reply_to_message: answered, ...rest } = message;
  if (answered === undefined || answered.chat.id !== room.chat.id) return message;
  const now = room.messages.get(answered.message_id);
  if (now === undefined) return rest;
  const { reply_to_message: _earlier, ...shallow } = now;
  return { ...rest, reply_to_message: shallow };
}

/** The message under which the button is; of one that was posted via the bot only its inline name. */
function placeOf(world: World, message: Message): { message: Message } | { inline_message_id: string } {
  for (const [id, place] of message.via_bot ? world.inlineMessages : []) {
    if (place.chat_id === message.chat.id && place.message_id === message.message_id) return { inline_message_id: id };
  }
  return { message };
}
