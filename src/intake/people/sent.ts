import type { Article } from '../article.js';
import { UnreadableArticleError } from '../errors.js';
import { readDocument } from '../files.js';
import { publisherNamed, publisherOfHost } from '../publishers.js';
import { readApart, TooHeavyError } from '../thread/thread.js';
import type { PageReader } from './pages.js';
import { articleOfPost, type ChannelPost } from './post.js';

/** What a person sends so that it becomes an article. */
export type Sent =
  | { kind: 'link'; url: string }
  | { kind: 'text'; text: string }
  | { kind: 'file'; name: string; bytes: Uint8Array }
  | { kind: 'post'; post: ChannelPost };

/** An article that a person sent, with the picture of its page. */
export type SentArticle = Article & { image: string | null };

/** No news is longer than this, characters: it is a book, or a page of many articles. */
const LONGEST_ARTICLE = 100_000;
/** A page that shows less keeps its article behind a payment or a script, characters. */
const THIN_PAGE = 250;
/** A page's clock may run ahead of ours by this much, ms; a date further in the future is a mistake. */
const CLOCK_SKEW = 15 * 60_000;

/** Reads what a person sent. Throws `FetchError` and `UnreadableArticleError`, which say why it is no article. */
export async function readSent(sent: Sent, options: { pages: PageReader; now: Date }): Promise<SentArticle> {
  const article = await readAs(sent, options.pages);
  if (article.text.length > LONGEST_ARTICLE) {
    throw new UnreadableArticleError(
      'too-long',
      `The article has ${article.text.length} characters; at most ${LONGEST_ARTICLE} are taken.`,
    );
  }
  const isPossible =
    article.publishedAt === null || article.publishedAt.getTime() <= options.now.getTime() + CLOCK_SKEW;
  return isPossible ? article : { ...article, publishedAt: null };
}

async function readAs(sent: Sent, pages: PageReader): Promise<SentArticle> {
  switch (sent.kind) {
    case 'link': {
      const page = await pages.read(sent.url);
      if (page.text.length < THIN_PAGE) {
        throw new UnreadableArticleError(
          'no-text',
          `${sent.url} shows only ${page.text.length} characters of its article.`,
        );
      }
      return { ...page, publisher: ownName(page, sent.url) };
    }
    case 'text':
      return { ...(await readPasted(sent.text)), image: null };
    case 'file':
      return { ...(await readDocument(sent.bytes, sent.name)), image: null };
    case 'post':
      return { ...articleOfPost(sent.post), image: null };
  }
}

/** A site that calls itself by the name of another, known publisher is named by its host. */
function ownName({ publisher, url }: Article, address: string): string | null {
  const { hostname } = new URL(url ?? address);
  const isAnothers = publisher !== null && publisherOfHost(hostname) === null && publisherNamed(publisher) !== null;
  return isAnothers ? hostname.replace(/^www\./, '') : publisher;
}

/** In the thread: a megabyte of lines takes its time. */
async function readPasted(text: string): Promise<Article> {
  try {
    return await readApart({ kind: 'pasted', text });
  } catch (error) {
    if (!(error instanceof TooHeavyError)) throw error;
    throw new UnreadableArticleError('too-slow', `The text is too heavy: ${error.message}.`, { cause: error });
  }
}
