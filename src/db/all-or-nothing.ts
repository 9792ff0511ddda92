import type { Database } from './connect.js';

/**
 * A transaction that may find out on its way that nothing of it is to be.
 * @param work `abandon` undoes what was done so far and ends it with that outcome.
 */
export async function allOrNothing<Outcome>(
  db: Database,
  work: (tx: Database, abandon: (outcome: Outcome) => never) => Promise<Outcome>,
): Promise<Outcome> {
  const end = new Error('A transaction was abandoned.');
  let abandoned: { outcome: Outcome } | undefined;
  try {
    return await db.transaction((tx) =>
      work(tx, (outcome) => {
        abandoned = { outcome };
        throw end;
      }),
    );
  } catch (error) {
    if (error === end && abandoned) return abandoned.outcome;
    throw error;
  }
}
