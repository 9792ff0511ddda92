import { createHmac, timingSafeEqual } from 'node:crypto';
import { TOPICS, type Topic } from '../vocabulary.js';

/** Where a link to the bot leads. */
export type LinkTarget =
  | { to: 'story'; storyId: number }
  | { to: 'source'; sourceId: number }
  /** A set of topics that somebody shares. */
  | { to: 'topics'; topics: Topic[] }
  /** The same digest that a channel has; `signature` says that the bot made the link. */
  | { to: 'same'; chatId: number; signature: string };

/** A link that opens a story in a chat with the bot. */
export function storyLink(username: string, storyId: number): string {
  return linkTo(username, `e${storyId.toString(36)}`);
}

/** A link that opens a source in a chat with the bot. */
export function sourceLink(username: string, sourceId: number): string {
  return linkTo(username, `s${sourceId.toString(36)}`);
}

/** A link that offers these topics to whoever opens it. */
export function topicsLink(username: string, topics: readonly Topic[]): string {
  return linkTo(username, `t${maskOf(topics)}`);
}

/** A link that offers a channel's digest to whoever opens it. */
export function sameLink(bot: { username: string; token: string }, chatId: number): string {
  return linkTo(bot.username, `c${chatId.toString(36)}-${signatureOf(bot.token, chatId)}`);
}

/** Of words that are shared, in whole signs: Telegram takes addresses of 2,048 bytes, and a sign takes up to twelve of them. */
const MOST_SHARED = 150;

/** Opens Telegram's choice of chats to send a link to, with words before it; very many words are cut. */
export function shareUrl(link: string, words: string): string {
  const shared = [...words].slice(0, MOST_SHARED).join('');
  return `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(shared)}`;
}

/** Did the bot of this token make the link? Else counting through numbers would show the channels of others. */
export function isSigned(token: string, { chatId, signature }: { chatId: number; signature: string }): boolean {
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(token, chatId))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** What stands behind `?start=`, or `null` where it is nothing of ours. */
export function readLink(payload: string): LinkTarget | null {
  const [, kind, code = '', signature] = /^([cest])([0-9a-z]{1,10})(?:-([\w-]{8}))?$/.exec(payload) ?? [];
  const id = Number.parseInt(code, 36);
  if (kind === 'c') return signature ? { to: 'same', chatId: id, signature } : null;
  if (signature !== undefined) return null;
  if (kind === 'e') return { to: 'story', storyId: id };
  if (kind === 's') return { to: 'source', sourceId: id };
  const topics = kind === 't' ? topicsOf(code) : [];
  return topics.length > 0 ? { to: 'topics', topics } : null;
}

/** Topics as a mask: a bit each, in the order of {@link TOPICS}, in base 36. */
export function maskOf(topics: readonly Topic[]): string {
  return topics.reduce((sum, topic) => sum | (1 << TOPICS.indexOf(topic)), 0).toString(36);
}

/** The topics of a mask. */
export function topicsOf(mask: string): Topic[] {
  const bits = Number.parseInt(mask, 36) || 0;
  return TOPICS.filter((_, place) => Math.floor(bits / 2 ** place) % 2 === 1);
}

/** 48 bits: too many to guess at one try a second. */
function signatureOf(token: string, chatId: number): string {
  return createHmac('sha256', token).update(`same:${chatId}`).digest('base64url').slice(0, 8);
}

function linkTo(username: string, payload: string): string {
  return `https://t.me/${username}?start=${payload}`;
}
