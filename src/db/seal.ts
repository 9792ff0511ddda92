import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A key of 256 bits, and the name that what it sealed carries: a piece of its hash, which does not give it away. */
export interface DataKey {
  id: string;
  secret: Buffer;
}

/** What is sealed cannot be read, or nothing can be sealed; the message says what to do. */
export class DataKeyError extends Error {
  override name = 'DataKeyError';
}

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MARK = 'sealed1:';

/** The keys that this process has, by name, and the one that it seals with. */
const known = new Map<string, DataKey>();
let sealing: DataKey | null = null;

export function dataKey(secret: Buffer): DataKey {
  if (secret.length !== KEY_BYTES) throw new DataKeyError(`A data key has ${KEY_BYTES} bytes.`);
  return { id: createHash('sha256').update('korotko').update(secret).digest('hex').slice(0, 8), secret };
}

/** From now on the first of these seals, and what any of them sealed can be read. */
export function useDataKeys(keys: readonly DataKey[]): void {
  for (const key of keys) known.set(key.id, key);
  sealing = keys[0] ?? null;
}

/** Can what the key of this name sealed be read here? */
export function hasDataKey(id: string): boolean {
  return known.has(id);
}

/** What begins every text that this key sealed. */
export function markOf(key: Pick<DataKey, 'id'>): string {
  return `${MARK}${key.id}:`;
}

/** A text under lock (AES-256-GCM, a nonce of its own each time), as a text of letters, digits and «+/=:». */
export function seal(text: string): string {
  if (sealing === null) throw new DataKeyError('No data key was opened: nothing of people can be written.');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealing.secret, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${markOf(sealing)}${sealed.toString('base64')}`;
}

/**
 * What {@link seal} was given; a text that was never sealed, from before there was a key, is given back as it is.
 * @throws DataKeyError where its key is not here, or it was changed.
 */
export function unseal(sealed: string): string {
  if (!sealed.startsWith(MARK)) return sealed;
  const end = sealed.indexOf(':', MARK.length);
  const key = known.get(sealed.slice(MARK.length, end));
  if (!key) throw new DataKeyError(`This was sealed with the data key ${sealed.slice(MARK.length, end)}, not at hand.`);
  const bytes = Buffer.from(sealed.slice(end + 1), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key.secret, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8');
    return text + decipher.final('utf8');
  } catch (cause) {
    throw new DataKeyError(`What the data key ${key.id} sealed was changed in the database.`, { cause });
  }
}
