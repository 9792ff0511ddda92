import { type ModelEndpoint, ModelError, openModelClient } from './client.js';
import { type Writing, writeUp } from './write.js';

/** An article of nobody's, for trying a model on. */
const ARTICLE = {
  title: 'У Черкасах відкрили новий міст через Дніпро',
  text: [
    'У Черкасах 4 січня відкрили новий міст через Дніпро, повідомила міська рада.',
    'Його будували три роки, роботи коштували 2,4 млрд гривень.',
    'Міст має чотири смуги, першими по ньому проїхали 12 тролейбусів.',
  ].join('\n'),
  publisher: 'Міська рада',
  publishedAt: new Date('2026-01-04T10:00:00Z'),
};

/** What came of trying a model: its writing, the tokens that it took, and where it failed the last error. */
export interface Trial {
  writing: Writing;
  tokens: number;
  error: string | null;
}

/** Has a model write up an invented article, as it would an article of the day. */
export async function tryModel(endpoint: ModelEndpoint): Promise<Trial> {
  const client = openModelClient({ endpoint });
  let tokens = 0;
  let failure: string | null = null;
  try {
    const writing = await writeUp(
      { length: 'normal', headline: ARTICLE.title, articles: [ARTICLE] },
      async (request) => {
        try {
          const completion = await client.complete(request);
          tokens += completion.tokens;
          return completion;
        } catch (error) {
          if (error instanceof ModelError) failure = error.message;
          throw error;
        }
      },
    );
    return { writing, tokens, error: failure };
  } finally {
    await client.close();
  }
}
