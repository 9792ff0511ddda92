import { type Context, GrammyError } from 'grammy';

/** Telegram keeps its files near: one that takes longer is given up, ms. */
const TIME_LIMIT_MS = 30_000;

/** A file of a message that cannot be had; `reason` is for those who say it in their own words. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly reason: 'too-large' | 'unavailable';

  constructor(reason: DownloadError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Reads a file that somebody sent, at most `limit` bytes of it. Throws `DownloadError`, without the file's address, which
 * holds the token.
 */
export async function download(
  ctx: Context,
  file: { file_id: string; file_size?: number | undefined },
  limit: number,
): Promise<Uint8Array> {
  const tooLarge = () => new DownloadError('too-large', `The file has more than ${limit} bytes.`);
  if ((file.file_size ?? 0) > limit) throw tooLarge();
  const path = await pathOf(ctx, file.file_id);
  const { token, options } = ctx.api;
  const root = options?.apiRoot ?? 'https://api.telegram.org';
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const answer = await fetch(`${root}/file/bot${token}/${path}`, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    if (!answer.ok || !answer.body) throw new DownloadError('unavailable', `Telegram answered ${answer.status}.`);
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > limit) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DownloadError) throw error;
    throw new DownloadError('unavailable', 'Telegram did not give the whole file.');
  }
  return Buffer.concat(chunks, length);
}

async function pathOf(ctx: Context, fileId: string): Promise<string> {
  try {
    const { file_path: path } = await ctx.api.getFile(fileId);
    // A Bot API server of one's own with --local gives a path on its own disk.
    if (path !== undefined && !path.startsWith('/')) return path;
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (/too big/i.test(error.description)) throw new DownloadError('too-large', error.description);
  }
  throw new DownloadError('unavailable', 'Telegram names no place where the file can be read.');
}
