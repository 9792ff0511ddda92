import { UnreadableArticleError } from '../intake/errors.js';
import { FetchError, FetcherClosedError } from '../intake/fetch-errors.js';
import type { TextId } from '../texts/ids.js';
import { DownloadError } from './download.js';

/**
 * Why what a person sent is no article, and what to do, as the id of a text; `null` for a failure of another kind.
 * @param isPage it was a link.
 */
export function excuseFor(error: unknown, isPage: boolean): TextId | null {
  if (error instanceof FetchError) return excuseOfFetch(error);
  if (error instanceof UnreadableArticleError) return excuseOfReading(error, isPage);
  // The program stops: whoever starts it again is reached in a moment.
  if (error instanceof FetcherClosedError) return 'add-unreachable';
  if (error instanceof DownloadError) return error.reason === 'too-large' ? 'add-too-long' : 'add-file-unavailable';
  return null;
}

function excuseOfFetch({ reason, status }: FetchError): TextId {
  switch (reason) {
    case 'bad-address':
      return 'add-bad-address';
    case 'forbidden-address':
      return 'add-private-address';
    case 'unknown-host':
      return 'add-unknown-host';
    case 'too-large':
      return 'add-too-long';
    case 'robots':
      return 'add-robots';
    case 'bad-status':
      if (status === 404 || status === 410) return 'add-no-page';
      return (status ?? 500) >= 500 ? 'add-unreachable' : 'add-closed-page';
    case 'unreachable':
    case 'timeout':
    case 'too-many-redirects':
    case 'bad-encoding':
      return 'add-unreachable';
  }
}

function excuseOfReading({ reason }: UnreadableArticleError, isPage: boolean): TextId {
  switch (reason) {
    case 'too-long':
    case 'too-deep':
    case 'too-slow':
      return 'add-too-long';
    case 'binary':
    case 'unknown-kind':
      return 'add-not-text';
    case 'impossible-date':
      return 'add-impossible-date';
    case 'empty':
    case 'no-text':
    case 'not-found':
      return isPage ? 'add-no-article' : 'add-no-text';
  }
}
