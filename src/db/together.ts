import type { Database } from './connect.js';

/**
 * A question about one thing that is asked together with those about others: whatever many updates want to know in the
 * same turn of the event loop, or while the last such question is under way, costs one statement. One alone waits for
 * the end of the turn and no longer.
 * @param ask gives what there is by key; what is missing there is not there.
 */
export function askedTogether<Key, Answer>(
  ask: (db: Database, keys: Key[]) => Promise<ReadonlyMap<Key, Answer>>,
): (db: Database, key: Key) => Promise<Answer | undefined> {
  const gathered = new WeakMap<Database, { keys: Set<Key>; answers: Promise<ReadonlyMap<Key, Answer>> }>();
  const underWay = new WeakMap<Database, Promise<unknown>>();
  return async (db, key) => {
    const under = gathered.get(db) ?? gather(db);
    under.keys.add(key);
    return (await under.answers).get(key);
  };

  function gather(db: Database) {
    const keys = new Set<Key>();
    const before = underWay.get(db) ?? new Promise((resolve) => setImmediate(resolve));
    const answers = before.then(() => {
      gathered.delete(db);
      const asked = ask(db, [...keys]);
      const ended = asked
        .catch(() => {})
        .then(() => {
          if (underWay.get(db) === ended) underWay.delete(db);
        });
      underWay.set(db, ended);
      return asked;
    });
    const under = { keys, answers };
    gathered.set(db, under);
    return under;
  }
}
