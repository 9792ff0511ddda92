import { storeFile } from '../methods/files.js';
import { checkedText, MESSAGE_TEXT } from '../text.js';
import type { Message } from '../types.js';
import type { World } from '../world.js';
import { numberOf, type Order, optionalText, roomOf, textOf } from './order.js';
import { say } from './write.js';

/** A person sends a file: `name` and `content`, text or, with `base64: true`, bytes. */
export function sendDocument(world: World, order: Order): Message {
  const file = storeFile(world, {
    name: textOf(order, 'name'),
    type: optionalText(order, 'mime_type') ?? 'text/plain',
    bytes: Buffer.from(String(order.content ?? ''), order.base64 === true ? 'base64' : 'utf8'),
  });
  const document = {
    file_id: file.id,
    file_unique_id: file.id,
    file_name: file.name,
    mime_type: file.type,
    file_size: file.bytes.length,
  };
  return say(world, roomOf(world, order), order, { document, ...captionOf(order) });
}

/** A person sends a picture; what is in it does not matter here. */
export function sendPhoto(world: World, order: Order): Message {
  const bytes = Buffer.from(String(order.content ?? ''), 'base64');
  const file = storeFile(world, { name: 'photo.jpg', type: 'image/jpeg', bytes });
  const photo = [{ file_id: file.id, file_unique_id: file.id, width: 800, height: 450, file_size: bytes.length }];
  return say(world, roomOf(world, order), order, { photo, ...captionOf(order) });
}

/** A person shares a place. */
export function sendLocation(world: World, order: Order): Message {
  const location = { latitude: numberOf(order, 'latitude'), longitude: numberOf(order, 'longitude') };
  return say(world, roomOf(world, order), order, { location });
}

function captionOf(order: Order): { caption?: string; caption_entities?: Message['entities'] & object } {
  const caption = optionalText(order, 'caption');
  if (caption === undefined) return {};
  const { text, entities } = checkedText({ text: caption }, MESSAGE_TEXT);
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}
