import { replace } from '../messages.js';
import { isAdmin, memberOf } from '../rooms.js';
import type { Message } from '../types.js';
import { enqueue } from '../updates.js';
import { unixNow, type World } from '../world.js';
import { actorOf, messageOf, type Order, roomOf } from './order.js';

interface Emoji {
  type: 'emoji';
  emoji: string;
}

type Reactions = Record<string, Emoji[]>;

/** A person reacts with `emoji` (none takes it back). In a channel the bot hears only the counts. */
export function react(world: World, order: Order): Message {
  const room = roomOf(world, order);
  const person = actorOf(world, order, room);
  const message = messageOf(room, order);
  const emoji = typeof order.emoji === 'string' && order.emoji !== '' ? [order.emoji] : [];
  const after: Emoji[] = emoji.map((one) => ({ type: 'emoji', emoji: one }));
  const reactions: Reactions = { ...(message.reactions as Reactions | undefined) };
  const before = reactions[person.id] ?? [];
  reactions[person.id] = after;
  const changed: Message = { ...message, reactions };
  replace(world, room, changed);
  const hears = room.chat.type === 'private' || isAdmin(memberOf(room, world.bot));
  if (!hears) return changed;
  const about = { chat: room.chat, message_id: message.message_id, date: unixNow(world) };
  const channel = room.chat.type === 'channel';
  enqueue(world.updates, {
    kind: channel ? 'message_reaction_count' : 'message_reaction',
    payload: channel
      ? { ...about, reactions: counted(reactions) }
      : { ...about, user: person, old_reaction: before, new_reaction: after },
    chat: room.chat.id,
    now: world.now(),
  });
  return changed;
}

function counted(reactions: Reactions): { type: Emoji; total_count: number }[] {
  const counts = new Map<string, number>();
  for (const { emoji } of Object.values(reactions).flat()) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return [...counts].map(([emoji, total_count]) => ({ type: { type: 'emoji', emoji }, total_count }));
}
