import { OrderError } from '../errors.js';
import { memberOf, roomFor, userFor } from '../rooms.js';
import type { Message, User } from '../types.js';
import type { Room, World } from '../world.js';

/** What a person is to do, as it came over HTTP: a kind and its particulars. */
export type Order = { kind: string } & Record<string, unknown>;

/** The one who acts where an order names nobody. */
const FIRST_PERSON = 100;

export function numberOf(order: Order, field: string): number {
  const value = order[field];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new OrderError(`${order.kind}: ${field} must be a number`);
  return value;
}

export function textOf(order: Order, field: string): string {
  const value = order[field];
  if (typeof value !== 'string' || value === '') throw new OrderError(`${order.kind}: ${field} must be a text`);
  return value;
}

export function optionalText(order: Order, field: string): string | undefined {
  return order[field] === undefined ? undefined : textOf(order, field);
}

export function optionalNumber(order: Order, field: string): number | undefined {
  return order[field] === undefined ? undefined : numberOf(order, field);
}

/** The chat that an order names by number or `@username`. Throws OrderError. */
export function roomOf(world: World, order: Order, field = 'chat_id'): Room {
  const id = order[field];
  if (typeof id !== 'number' && typeof id !== 'string')
    throw new OrderError(`${order.kind}: ${field} must name a chat`);
  const room = roomFor(world, id);
  if (room.state.kind === 'migrated')
    throw new OrderError(`${order.kind}: this group is now the supergroup ${room.state.to}`);
  if (room.state.kind === 'deleted') throw new OrderError(`${order.kind}: chat ${room.chat.id} is deleted`);
  return room;
}

/** The message that an order names. Throws OrderError. */
export function messageOf(room: Room, order: Order): Message {
  const message = room.messages.get(numberOf(order, 'message_id'));
  if (!message) throw new OrderError(`${order.kind}: chat ${room.chat.id} has no message ${String(order.message_id)}`);
  return message;
}

/** Who acts: the one named by `from`, else the owner of the private chat, else the first person. Throws OrderError. */
export function actorOf(world: World, order: Order, room?: Room): User {
  const own = room?.chat.type === 'private' ? room.chat.id : FIRST_PERSON;
  return userFor(world, optionalNumber(order, 'from') ?? own);
}

/** Refuses somebody who is not in the chat. Throws OrderError. */
export function refuseStranger(room: Room, user: User, kind: string): void {
  const { status } = memberOf(room, user);
  if (status === 'left' || status === 'kicked')
    throw new OrderError(`${kind}: ${user.first_name} is not in chat ${room.chat.id}`);
}
