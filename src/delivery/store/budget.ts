import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { sendBudgets, sendPauses } from '../../db/schema.js';
import type { PauseScope } from './pauses.js';

/** A wait that Telegram asked some process of the token for. */
export interface SharedPause {
  scope: PauseScope;
  /** It lasts so long from now, ms. */
  ms: number;
  /** It was asked for so long ago, ms. */
  ago: number;
}

/**
 * Takes `count` slots of a token's budget, `interval` ms apart, whoever else draws at the same time.
 *
 * The database's clock decides. Should it be set back, the budget does not wait until the old time has come again: no
 * more than some slots are ever drawn ahead, so a budget spent for longer than 5 s is a mistake. Losing the last draws
 * in a crash of the machine does no harm, so they do not wait for the disk.
 * @param options.token a hash of the token.
 * @param options.back the slots may lie so far in the past, ms, where nobody took them.
 * @param options.asked the waits asked for in so many ms until now are told with it.
 * @returns ms from now until the first slot, negative for one in the past, and the waits.
 */
export async function drawSlots(
  db: Database,
  options: { token: string; count: number; back: number; interval: number; asked: number },
): Promise<{ wait: number; pauses: SharedPause[] }> {
  const { token, count, back, interval, asked } = options;
  const now = sql`clock_timestamp()`;
  const earliest = sql`${now} - make_interval(secs => ${back / 1000}::float8)`;
  const span = sql`make_interval(secs => ${(count * interval) / 1000}::float8)`;
  const since = sql`${now} - make_interval(secs => ${asked / 1000}::float8)`;
  const [row] = await db.execute<{ wait: number; pauses: SharedPause[] }>(sql`
    with at_ease as materialized (select set_config('synchronous_commit', 'off', true))
    insert into ${sendBudgets} (token, spent_until)
    select ${token}, ${earliest} + ${span} from at_ease
    on conflict (token) do update set spent_until = ${span} + greatest(${earliest}, case
      when send_budgets.spent_until < ${now} + interval '5 seconds' then send_budgets.spent_until
    end)
    returning (extract(epoch from spent_until - ${now} - ${span}) * 1000)::float8 as wait, (
      select coalesce(json_agg(json_build_object('scope', scope, 'ms', extract(epoch from until - ${now}) * 1000,
        'ago', extract(epoch from ${now} - asked_at) * 1000)), '[]')
      from ${sendPauses} where asked_at > ${since} and asked_at <= ${now} and until > ${now}
    ) as pauses`);
  if (!row) throw new Error('An upsert of the budget returned no row.');
  return { wait: row.wait, pauses: row.pauses };
}
