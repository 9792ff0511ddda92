import { setReactions } from '../messages.js';
import { isAdmin, memberOf } from '../rooms.js';
import { enqueue } from '../updates.js';
import { type EmojiReaction, type Room, unixNow, type World } from '../world.js';
import { actorOf, messageOf, type Order, roomOf } from './order.js';

/** A person reacts with `emoji` (none takes it back). In a channel the bot hears only the counts. */
export function react(world: World, order: Order): true {
  const room = roomOf(world, order);
  const person = actorOf(world, order, room);
  const { message_id } = messageOf(room, order);
  const emoji = typeof order.emoji === 'string' && order.emoji !== '' ? [order.emoji] : [];
  const after: EmojiReaction[] = emoji.map((one) => ({ type: 'emoji', emoji: one }));
  const before = setReactions(world, room, { messageId: message_id, userId: person.id, reactions: after });
  if (room.chat.type !== 'private' && !isAdmin(memberOf(room, world.bot))) return true;
  const about = { chat: room.chat, message_id, date: unixNow(world) };
  const channel = room.chat.type === 'channel';
  enqueue(world.updates, {
    kind: channel ? 'message_reaction_count' : 'message_reaction',
    payload: channel
      ? { ...about, reactions: counted(room, message_id) }
      : { ...about, user: person, old_reaction: before, new_reaction: after },
    chat: room.chat.id,
    now: world.now(),
  });
  return true;
}

function counted(room: Room, messageId: number): { type: EmojiReaction; total_count: number }[] {
  const counts = new Map<string, number>();
  const all = [...(room.reactions.get(messageId)?.values() ?? [])].flat();
  for (const { emoji } of all) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return [...counts].map(([emoji, total_count]) => ({ type: { type: 'emoji', emoji }, total_count }));
}
