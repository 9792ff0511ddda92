import { lt, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { hostTurns } from '../../db/schema.js';

/** The right to ask a host for one thing. */
export interface Turn {
  host: string;
  /** When it runs out, should nobody give it back: what tells it from the other turns of its host. */
  until: string;
  /** It begins so many ms from now. */
  wait: number;
}

/** A turn that nobody gives back, since its process died, ends by itself: later than any fetch, seconds. */
const LONGEST_TURN = 30;

/**
 * Takes a turn at each of some different hosts, whoever else takes one at the same time: at most `atOnce` turns of a host
 * at a time, each beginning at least `interval` ms behind the one before. The database's clock decides. Gives what was
 * taken; of a host whose turns are all taken, nothing.
 */
export async function takeTurns(
  db: Database,
  hosts: readonly string[],
  { atOnce, interval }: { atOnce: number; interval: number },
): Promise<Turn[]> {
  const span = sql`make_interval(secs => ${interval / 1000}::float8)`;
  const until = (begins: ReturnType<typeof sql>) => sql`${begins} + make_interval(secs => ${LONGEST_TURN}::float8)`;
  const begins = sql`greatest(host_turns.next_at, now())`;
  const underWay = sql`from unnest(host_turns.turns) as turn where turn > now()`;
  // In one order everywhere, so that two processes never wait for each other. A crash of the machine ends every turn,
  // so none of them waits for the disk.
  const taken = await db.execute<{ host: string; until: string; wait: number }>(sql`
    with at_ease as materialized (select set_config('synchronous_commit', 'off', true))
    insert into ${hostTurns} (host, next_at, turns)
    select host, now() + ${span}, array[${until(sql`now()`)}]
    from at_ease, json_array_elements_text(${JSON.stringify(hosts)}::json) as host
    order by host
    on conflict (host) do update set next_at = ${begins} + ${span}, turns = array(select turn ${underWay}) || (${until(begins)})
    where (select count(*) ${underWay}) < ${atOnce}
    returning host, turns[cardinality(turns)]::text as until,
      (extract(epoch from next_at - ${span} - now()) * 1000)::float8 as wait`);
  return [...taken];
}

/** Gives turns back before they run out. */
export async function giveTurns(db: Database, turns: readonly Turn[]): Promise<void> {
  await db.execute(sql`
    with at_ease as materialized (select set_config('synchronous_commit', 'off', true))
    update ${hostTurns} set turns = array_remove(turns, given.until)
    from at_ease, json_to_recordset(${JSON.stringify(turns)}::json) as given (host text, until timestamptz)
    where host_turns.host = given.host`);
}

/** Forgets hosts that nobody has asked since a moment. Gives how many. */
export async function pruneHostTurns(db: Database, before: Date): Promise<number> {
  const removed = await db.delete(hostTurns).where(lt(hostTurns.nextAt, before));
  return removed.count;
}
