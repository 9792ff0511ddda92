import type { SummaryArticle } from './summarise.js';

/** Why a summary may not be shown: what kind of thing is wrong, and the words of the summary that show it. */
export interface Reason {
  kind: 'number' | 'date' | 'name' | 'place' | 'quotation' | 'roles' | 'verdict' | 'purity' | 'length';
  text: string;
}

/** What in a summary its story's articles do not say; empty for a faithful one. */
export function unfaithful(_summary: string, _articles: readonly SummaryArticle[]): Reason[] {
  return [];
}
