import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FetchError } from './fetch-errors.js';

/** More layers of compression than this are a trap. */
const MOST_ENCODINGS = 2;

/**
 * Reads a body to its end, decompressed, at most `limit` bytes of it: a bomb is stopped where it has grown to that, not
 * where it ends. Throws `FetchError`.
 */
export async function readBody(
  body: Readable,
  options: { encoding: string | undefined; limit: number; url: string },
): Promise<Uint8Array> {
  const { limit, url } = options;
  const chunks: Buffer[] = [];
  let length = 0;
  const stages: Readable[] = [body];
  try {
    for (const encoding of encodingsOf(options.encoding, url)) {
      const decoder = await decoderOf(encoding, stages.at(-1)!, url);
      if (decoder) stages.push(joined(stages.at(-1)!, decoder));
    }
    for await (const chunk of stages.at(-1) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) throw new FetchError('too-large', `${url} is larger than ${limit} bytes.`);
      chunks.push(chunk);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!/^(?:Z_|ERR_BROTLI|ERR__ERROR)/.test(code)) throw error;
    throw new FetchError('bad-encoding', `${url} sent a body that is not what its Content-Encoding says.`, {
      cause: error,
    });
  } finally {
    for (const stage of stages) discard(stage);
  }
  return Buffer.concat(chunks, length);
}

/** Ends a body that is read no further; that it ends early is an error which is nobody's news. */
export function discard(body: Readable): void {
  body.on('error', () => {}).destroy();
}

/** The encodings in the order in which they are undone. */
function encodingsOf(header: string | undefined, url: string): string[] {
  const encodings = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'identity');
  if (encodings.length > MOST_ENCODINGS)
    throw new FetchError('bad-encoding', `${url} sent a body compressed ${encodings.length} times over.`);
  return encodings.reverse();
}

async function decoderOf(encoding: string, source: Readable, url: string): Promise<Transform | null> {
  if (encoding === 'gzip' || encoding === 'x-gzip') {
    // Some servers name gzip and send plain text.
    const head = await peek(source);
    return head.length === 0 || (head[0] === 0x1f && head[1] === 0x8b) ? createGunzip() : null;
  }
  if (encoding === 'deflate') {
    // Half of the servers mean raw deflate: a zlib header's first two bytes are a multiple of 31.
    const head = await peek(source);
    const isZlib = head.length >= 2 && (head[0]! & 15) === 8 && ((head[0]! << 8) | head[1]!) % 31 === 0;
    return isZlib ? createInflate() : createInflateRaw();
  }
  if (encoding === 'br') return createBrotliDecompress();
  throw new FetchError(
    'bad-encoding',
    `${url} sent a body in the encoding «${encoding.slice(0, 30)}», which was not asked for.`,
  );
}

/** The first bytes of a stream, put back after a look. */
async function peek(source: Readable): Promise<Buffer> {
  for (;;) {
    const chunk = source.read() as Buffer | null;
    if (chunk) {
      source.unshift(chunk);
      return chunk;
    }
    if (source.readableEnded || source.destroyed) return Buffer.alloc(0);
    await new Promise<void>((resolve, reject) => {
      const done = () => {
        source.off('readable', done).off('end', done).off('close', done).off('error', failed);
        resolve();
      };
      const failed = (error: Error) => {
        source.off('readable', done).off('end', done).off('close', done);
        reject(error);
      };
      source.once('readable', done).once('end', done).once('close', done).once('error', failed);
    });
  }
}

/** Like pipe, but an error of the source ends the decoder too, instead of leaving it waiting. */
function joined(source: Readable, decoder: Transform): Transform {
  source.once('error', (error) => decoder.destroy(error));
  return source.pipe(decoder);
}
