import { OrderError } from '../errors.js';
import type { World } from '../world.js';
import { sendDocument, sendLocation, sendPhoto } from './bring.js';
import { askInline, chooseInline } from './inline.js';
import type { Order } from './order.js';
import { pickChat } from './pick.js';
import {
  addChat,
  addUser,
  deleteChat,
  migrate,
  rename,
  setBlocked,
  setBot,
  setMember,
  setMembersMayWrite,
  setTopic,
} from './places.js';
import { press } from './press.js';
import { react } from './react.js';
import { deleteMessage, edit, forward, postToChannel, write } from './write.js';

const ACTIONS: Record<string, (world: World, order: Order) => unknown> = {
  message: write,
  press,
  pick_chat: pickChat,
  block: (world, order) => setBlocked(world, order, true),
  unblock: (world, order) => setBlocked(world, order, false),
  bot_rights: setBot,
  member: setMember,
  create_user: addUser,
  create_chat: addChat,
  delete_chat: deleteChat,
  members_may_write: setMembersMayWrite,
  topic: setTopic,
  rename_chat: rename,
  migrate,
  channel_post: postToChannel,
  forward,
  document: sendDocument,
  photo: sendPhoto,
  location: sendLocation,
  edit_message: edit,
  delete_message: deleteMessage,
  react,
  inline_query: askInline,
  choose_inline: chooseInline,
};

/** Carries out what a person does on his side of Telegram. Throws OrderError for what cannot be done. */
export async function act(world: World, body: Record<string, unknown>): Promise<unknown> {
  const kind = String(body.kind ?? '');
  const action = ACTIONS[kind];
  if (!action) throw new OrderError(`no action is called "${kind}"; there are ${Object.keys(ACTIONS).join(', ')}`);
  return action(world, { ...body, kind });
}
