import { TOPICS, type Topic } from '../vocabulary.js';

/** Where a link to the bot leads: to one story, or to a set of topics that somebody shares. */
export type LinkTarget = { to: 'story'; storyId: number } | { to: 'topics'; topics: Topic[] };

/** A link that opens a story in a chat with the bot. */
export function storyLink(username: string, storyId: number): string {
  return linkTo(username, `e${storyId.toString(36)}`);
}

/** A link that offers these topics to whoever opens it. */
export function topicsLink(username: string, topics: readonly Topic[]): string {
  return linkTo(username, `t${maskOf(topics)}`);
}

/** What stands behind `?start=`, or `null` where it is nothing of ours. */
export function readLink(payload: string): LinkTarget | null {
  const [, kind, code = ''] = /^([et])([0-9a-z]{1,10})$/.exec(payload) ?? [];
  if (kind === 'e') return { to: 'story', storyId: Number.parseInt(code, 36) };
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

function linkTo(username: string, payload: string): string {
  return `https://t.me/${username}?start=${payload}`;
}
