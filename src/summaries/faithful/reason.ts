/** Why a summary may not be shown: what kind of thing is wrong, and the words of the summary that show it. */
export interface Reason {
  kind: 'number' | 'date' | 'name' | 'place' | 'quotation' | 'roles' | 'negation' | 'verdict' | 'purity' | 'length';
  text: string;
}
