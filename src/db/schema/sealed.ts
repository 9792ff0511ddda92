import { customType } from 'drizzle-orm/pg-core';
import { seal, unseal } from '../seal.js';

/** A text of a person or about one: it stands under lock in the table, and nothing can be looked up by it. */
export const sealedText = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: seal,
  fromDriver: unseal,
});

/** Several such texts, each under a lock of its own; how many there are can be seen. */
export const sealedTexts = customType<{ data: string[]; driverData: string[] | string }>({
  dataType: () => 'text[]',
  toDriver: (texts) => `{${texts.map(seal).join()}}`,
  fromDriver: (texts) => (Array.isArray(texts) ? texts.map(unseal) : []),
});

/** Such texts in a structure of their own, as one. */
export const sealedJson = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(seal(JSON.stringify(value))),
  fromDriver: unsealJson,
});

/** What was sealed as JSON, from a column that held it in clear before. */
export function unsealJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(unseal(value)) : value;
}
