import type { Database } from './connect.js';

/**
 * A question about one thing that is asked together with those about others: whatever many updates want to know in the
 * same turn of the event loop costs one statement, and one alone waits for the end of that turn and no longer.
 * @param ask gives what there is by key; what is missing there is not there.
 */
export function askedTogether<Key, Answer>(
  ask: (db: Database, keys: Key[]) => Promise<ReadonlyMap<Key, Answer>>,
): (db: Database, key: Key) => Promise<Answer | undefined> {
  const gathered = new WeakMap<Database, { keys: Set<Key>; answers: Promise<ReadonlyMap<Key, Answer>> }>();
  return async (db, key) => {
    const under = gathered.get(db) ?? gather(db);
    under.keys.add(key);
    return (await under.answers).get(key);
  };

  function gather(db: Database) {
    const keys = new Set<Key>();
    const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      gathered.delete(db);
      return ask(db, [...keys]);
    });
    const under = { keys, answers };
    gathered.set(db, under);
    return under;
  }
}
