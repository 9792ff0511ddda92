import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { asc, eq, ne, sql } from 'drizzle-orm';
import type { Database } from './connect.js';
import { doAlone } from './locks.js';
import { sealWhatIsNot } from './reseal.js';
import { chats, dataKeys, notices, waitingUpdates } from './schema.js';
import { type DataKey, DataKeyError, dataKey, KEY_BYTES, useDataKeys } from './seal.js';

/** Where the keys are: in the environment, or in a file. */
export interface KeyPlace {
  /** The value of DATA_KEY; `null`: it is not set. */
  dataKey: string | null;
  /** The folder that holds the file where it is not. */
  dataFolder: string;
}

/** The file that a first start makes, for its owner alone. It never goes into a backup. */
export function keyFile({ dataFolder }: Pick<KeyPlace, 'dataFolder'>): string {
  return path.join(dataFolder, 'data.key');
}

/**
 * Opens the keys under which people's words and names stand in a database, and puts under the first of them what is not:
 * what an older version wrote in clear, and what stands under a key before it. A database that has none yet gets one.
 * @throws DataKeyError where the database's key is not at hand; nothing is written under another then.
 */
export async function openDataKeys(db: Database, place: KeyPlace, now: Date): Promise<void> {
  const keys = (await readKeys(place)) ?? [await makeKey(db, place)];
  await admitKeys(db, { keys, place, now });
  await db.transaction(async (holder) => {
    await holder.execute(sql`set local statement_timeout = 0`);
    await doAlone(holder, 'sealing');
    await completeSealing(db, { keys, now });
  });
}

/** What this process has, the one that seals first; `null`: none. */
async function readKeys(place: KeyPlace): Promise<DataKey[] | null> {
  if (place.dataKey !== null) return keysOf(place.dataKey, 'DATA_KEY');
  const file = keyFile(place);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new DataKeyError(`The data key in ${file} cannot be read: ${error.message}`);
  });
  return text === null ? null : keysOf(text, file);
}

function keysOf(text: string, where: string): DataKey[] {
  const secrets = text.split(/[\s,]+/).filter((one) => one !== '');
  const keys = secrets.map((one) => Buffer.from(one, 'base64')).filter(({ length }) => length === KEY_BYTES);
  if (keys.length === 0 || keys.length < secrets.length) {
    throw new DataKeyError(`${where} must hold ${KEY_BYTES} bytes as base64, or several such. openssl rand -base64 32`);
  }
  return keys.map(dataKey);
}

async function makeKey(db: Database, place: KeyPlace): Promise<DataKey> {
  const file = keyFile(place);
  const [needed] = await db.select().from(dataKeys).limit(1);
  if (needed) throw new DataKeyError(missing(needed.id, place));
  const made = dataKey(randomBytes(KEY_BYTES));
  try {
    await mkdir(place.dataFolder, { recursive: true });
    await writeFile(file, `${made.secret.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Another process made it in this moment.
    if (code === 'EEXIST') return (await readKeys(place))?.[0] ?? made;
    throw new DataKeyError(`No data key can be kept in ${file} (${message}). Set DATA_KEY: openssl rand -base64 32`);
  }
  return made;
}

/** Of processes that start at once on a new database one names its key; the others must have the same. */
async function admitKeys(db: Database, open: { keys: DataKey[]; place: KeyPlace; now: Date }): Promise<void> {
  const { keys, place, now } = open;
  await db.transaction(async (tx) => {
    await doAlone(tx, 'sealing');
    const named = await tx.select().from(dataKeys).orderBy(asc(dataKeys.since));
    const unknown = named.find(({ id }) => keys.every((key) => key.id !== id));
    if (unknown) {
      if (await holdsPeople(tx)) throw new DataKeyError(missing(unknown.id, place));
      // A database in which nothing is sealed yet may change its key: one that a backup is to fill.
      await tx.delete(dataKeys);
    }
    useDataKeys(keys);
    const [first] = keys;
    if (first) await tx.insert(dataKeys).values({ id: first.id, since: now }).onConflictDoNothing();
  });
}

async function holdsPeople(db: Database): Promise<boolean> {
  const [row] = await db.execute<{ is: boolean }>(
    sql`select exists (select from ${chats}) or exists (select from ${notices}) or exists (select from ${waitingUpdates}) as is`,
  );
  return row?.is ?? true;
}

function missing(id: string, place: KeyPlace): string {
  return (
    `People's words and names in this database are sealed with the data key ${id}, which is not here. Copy it from the ` +
    `machine where the database was made (its data/data.key, or its DATA_KEY) to ${keyFile(place)} or into DATA_KEY.`
  );
}

/** The names of the keys that the database needs, the oldest first. */
export async function namesOfKeys(db: Database): Promise<string[]> {
  const named = await db.select().from(dataKeys).orderBy(asc(dataKeys.since));
  return named.map(({ id }) => id);
}

/**
 * Once everything stands under the first key the others are needed no more, and their names go. While there are several
 * it is looked through at every start: a process that has not heard of the new key may have sealed under the old one.
 */
async function completeSealing(db: Database, { keys, now }: { keys: readonly DataKey[]; now: Date }): Promise<void> {
  const [first] = keys;
  if (!first) return;
  const [named] = await db.select().from(dataKeys).where(eq(dataKeys.id, first.id));
  if (named?.completeAt && keys.length === 1) return;
  await sealWhatIsNot(db, first);
  await db.transaction(async (tx) => {
    await tx.update(dataKeys).set({ completeAt: now }).where(eq(dataKeys.id, first.id));
    await tx.delete(dataKeys).where(ne(dataKeys.id, first.id));
  });
}
