import { detectLanguage } from '../../language/detect.js';
import { sentences } from '../../language/sentences.js';
import { canonicalAddress } from '../address.js';
import type { Article } from '../article.js';
import { articleParagraphs } from '../body.js';
import { UnreadableArticleError } from '../errors.js';
import { linesOf } from '../lines.js';
import { headlineFrom, same, tidyHeadline } from '../normalise.js';

/** What a channel wrote. */
export interface ChannelPost {
  text: string;
  channel: { title: string; username: string | null };
  messageId: number;
  postedAt: Date;
}

/** Less is a greeting, a poll or the caption of a picture, characters. */
const SHORTEST = 80;
/** A first line up to this long, with more below it, is a headline, characters. */
const LONGEST_HEADLINE = 200;
/** The marks that channels open their posts with. */
const OPENING = /^[^\p{L}\p{N}«"“(]+/u;

/**
 * Makes an article of a channel's post: its first line, or else its first sentence, is the headline. Throws
 * `UnreadableArticleError` for one that says too little.
 */
export function articleOfPost({ text, channel, messageId, postedAt }: ChannelPost): Article {
  const lines = linesOf(text).map((line) => ({ ...line, text: line.text.replace(OPENING, '') }));
  const told = articleParagraphs(lines, { headline: null, publisher: channel.title, dateAt: -1, tail: 'own' });
  const [first = '', ...others] = told;
  if (told.join(' ').length < SHORTEST) {
    throw new UnreadableArticleError(
      'no-text',
      `The post has less than ${SHORTEST} characters of text. Add one that tells what happened.`,
    );
  }
  const hasHeadline = others.length > 0 && first.length <= LONGEST_HEADLINE;
  const title = tidyHeadline(hasHeadline ? first : headlineFrom(first), channel.title);
  const body = hasHeadline ? others : withoutHeadline(told, title);
  const { username } = channel;
  return {
    title,
    text: body.join('\n\n'),
    publisher: channel.title,
    url: username === null ? null : canonicalAddress(`https://t.me/${username}/${messageId}`),
    publishedAt: postedAt,
    language: detectLanguage(`${title}\n${body.join('\n')}`),
  };
}

/** A first sentence that became the headline is not said again, unless it is all there is. */
function withoutHeadline([first = '', ...others]: readonly string[], title: string): string[] {
  const [opening = ''] = sentences(first);
  const rest = same(opening, title) ? first.slice(opening.length).trim() : first;
  return rest === '' && others.length === 0 ? [first] : [...(rest === '' ? [] : [rest]), ...others];
}
