import { type FileHandle, open } from 'node:fs/promises';
import type { Article } from './article.js';
import { decode } from './decode.js';
import { UnreadableArticleError } from './errors.js';
import { readPage } from './pages/page.js';
import { LONGEST_TEXT, parsePasted } from './pasted.js';

/** The largest document (a saved feed or page) that is read from a file, bytes: as much as is fetched. */
const LARGEST_DOCUMENT = 10 * 1024 * 1024;

/**
 * Reads a file that holds one article. Its size is looked at first; at most 1 MB is read. Throws
 * `UnreadableArticleError`.
 */
export async function readArticleFile(path: string): Promise<Article> {
  return readDocument(await readBytes(path, LONGEST_TEXT), path);
}

/**
 * Reads a document that holds one article: a pasted page (.txt or any other text) or a saved one (.html, or markup
 * inside). `name` says what it is called. Throws `UnreadableArticleError`.
 */
export async function readDocument(bytes: Uint8Array, name: string): Promise<Article> {
  if (bytes.length === 0)
    throw new UnreadableArticleError('empty', `${name} is empty. Put the article’s text into it.`);
  const { text } = decode(bytes);
  const isPage = /\.x?html?$/i.test(name) || /^\s*(?:<!doctype html|<html[\s>])/i.test(text.slice(0, 1000));
  try {
    return isPage ? await readPage({ html: text, url: null }) : parsePasted(text);
  } catch (error) {
    if (!(error instanceof UnreadableArticleError)) throw error;
    throw new UnreadableArticleError(error.reason, `${name}: ${error.message}`, { cause: error });
  }
}

/** The bytes of a file, at most `limit` of them. Throws `UnreadableArticleError` before reading a larger one. */
export async function readBytes(path: string, limit = LARGEST_DOCUMENT): Promise<Uint8Array> {
  const file = await opened(path);
  try {
    const found = await file.stat();
    if (!found.isFile()) {
      throw new UnreadableArticleError('unknown-kind', `${path} is not a file. Give a .txt or .html file.`);
    }
    if (found.size > limit) throw tooLong(path, found.size, limit);
    // A file may grow after it was measured: one byte more than allowed is enough to know.
    const buffer = Buffer.alloc(Math.min(found.size, limit) + 1);
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled > limit) throw tooLong(path, filled, limit);
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT')
      throw new UnreadableArticleError('not-found', `There is no file ${path}. Check the path.`, { cause: error });
    if (code === 'EACCES' || code === 'EPERM') {
      throw new UnreadableArticleError('not-found', `${path} may not be read by this user. Change its permissions.`, {
        cause: error,
      });
    }
    throw error;
  }
}

function tooLong(path: string, size: number, limit: number): UnreadableArticleError {
  return new UnreadableArticleError(
    'too-long',
    `${path} has ${size} bytes; at most ${limit} are read. Give one article a file.`,
  );
}
