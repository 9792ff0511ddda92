import type { Document, Message, MessageEntity } from 'grammy/types';
import { webAddress } from '../intake/address.js';
import type { ChannelPost } from '../intake/people/post.js';
import { LONGEST_WORDS } from './features/latest.js';

/** What a message brings that may become an article. */
export type Brought =
  | { kind: 'link'; url: string }
  | { kind: 'text'; text: string }
  | { kind: 'file'; document: Document }
  | { kind: 'post'; post: ChannelPost; channelId: number }
  /** The bot’s own words come back to it. */
  | { kind: 'own' };

/** What a message brings; `null` for words to be looked for, and for everything else that is no article. */
export function broughtBy(message: Message, botId: number): Brought | null {
  const { document, forward_origin: origin } = message;
  if (document && message.animation === undefined) return { kind: 'file', document };
  const text = message.text ?? message.caption ?? '';
  const { links, rest } = linksIn(text, message.entities ?? message.caption_entities ?? []);
  const [link] = links;
  const isOwn = message.via_bot?.id === botId || (origin?.type === 'user' && origin.sender_user.id === botId);
  if (isOwn) return { kind: 'own' };
  // A post of a few words beside a link calls to read what is behind it.
  if (link !== undefined && rest.length <= LONGEST_WORDS) return { kind: 'link', url: link };
  if (origin?.type === 'channel') {
    const { chat, message_id, date } = origin;
    return { kind: 'post', post: postOf({ chat, text, message_id, date }), channelId: chat.id };
  }
  return text.length > LONGEST_WORDS ? { kind: 'text', text } : null;
}

/** A channel's post as intake reads it. */
export function postOf(post: {
  chat: { title: string; username?: string };
  text: string;
  message_id: number;
  date: number;
}): ChannelPost {
  return {
    text: post.text,
    channel: { title: post.chat.title, username: post.chat.username ?? null },
    messageId: post.message_id,
    postedAt: new Date(post.date * 1000),
  };
}

/** The web addresses of a text, in their order, and what it says beside them. */
function linksIn(text: string, entities: readonly MessageEntity[]): { links: string[]; rest: string } {
  const links: string[] = [];
  let rest = text;
  for (const entity of entities) {
    if (entity.type === 'text_link') links.push(entity.url);
    if (entity.type !== 'url') continue;
    const shown = text.slice(entity.offset, entity.offset + entity.length);
    // Telegram marks «visnyk.example/1» too.
    const address = /^https?:\/\//i.test(shown) ? shown : `https://${shown}`;
    links.push(address);
    rest = rest.replace(shown, '');
  }
  return { links: links.filter((link) => webAddress(link) !== null), rest: rest.trim() };
}
