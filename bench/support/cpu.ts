import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';

/** CPU that the Postgres server has used since it started, ms; `null` where /proc is not. */
export async function postgresCpuMs(db: Database): Promise<number | null> {
  const [row] = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  const postmaster = row && statOf(row.pid)?.parent;
  if (!postmaster) return null;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== null && (stat.pid === postmaster || stat.parent === postmaster))
    .reduce((sum, stat) => sum + (stat?.cpuMs ?? 0), 0);
}

/** CPU that a process has used, ms; `null` where /proc is not. */
export function cpuMsOf(pid: number | undefined): number | null {
  return pid === undefined ? null : (statOf(pid)?.cpuMs ?? null);
}

/** A process's line of /proc, with the time of the children that it has buried. A tick is 10 ms. */
function statOf(pid: number): { pid: number; parent: number; cpuMs: number } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + (fields[at] ?? 0), 0);
    return { pid, parent, cpuMs: ticks * 10 };
  } catch {
    // It has ended, or this is no Linux.
    return null;
  }
}
