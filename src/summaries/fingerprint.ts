import { createHash } from 'node:crypto';

/** Grows with every change of what the engine without a model writes, so that no older text is shown for its. */
export const EXTRACT_VERSION = 'extract 3';
/** The same of what is asked of the model and of what its texts must pass. */
export const MODEL_VERSION = 'model 2';

/** Changes with the story's articles, their texts and the version of the engine. SHA-256, hex. */
export function fingerprintOf(articles: readonly { id: number; contentHash: string }[], version: string): string {
  const parts = articles.map(({ id, contentHash }) => `${id}:${contentHash}`).sort();
  return createHash('sha256')
    .update([version, ...parts].join('\n'))
    .digest('hex');
}
