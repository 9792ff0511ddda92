import { changeMember, createChat, createUser } from './rooms.js';
import { emptyWorld, tell, type World } from './world.js';

/** The ids of those who are there from the start. */
export const STARTING = { olena: 100, taras: 101, group: -4_000_000_001, channel: -1_002_000_000_001 } as const;

/** Fills a world anew: Олена with her private chat, a group with the bot in it, and her channel without it; and Тарас. */
export function fillWorld(world: World): void {
  emptyWorld(world);
  world.counters.user = Math.max(world.counters.user, 102);
  const olena = createUser(world, { id: STARTING.olena, first_name: 'Олена', username: 'olena', language_code: 'uk' });
  const taras = createUser(world, { id: STARTING.taras, first_name: 'Тарас', username: 'taras', language_code: 'uk' });
  const group = createChat(world, { type: 'group', title: 'Сусіди', creator: olena, id: STARTING.group });
  group.members.set(taras.id, { status: 'member', user: taras });
  changeMember(world, { room: group, user: world.bot, status: 'member', by: olena });
  createChat(world, { type: 'channel', title: 'Ранкові новини', creator: olena, id: STARTING.channel });
  // The bot joined before it was started: nothing waits for it.
  world.updates.waiting.clear();
  tell(world, { type: 'reset' });
}
