import type { Database } from '../db/connect.js';
import { giveTurns, type Turn, takeTurns } from './store/host-turns.js';
import { together } from './together.js';

/** What all processes together may ask of a host. */
export interface HostTurns {
  /** Takes a turn; `null` while all turns of the host are taken. */
  take(host: string): Promise<HostTurn | null>;
}

export interface HostTurn {
  /** It begins so many ms from now. */
  wait: number;
  give(): void;
}

/** How long a turn waits for others to be taken with, ms, and to be given back with. */
const TAKEN_WITHIN = 20;
const GIVEN_WITHIN = 100;
const TOGETHER = 100;

/** The turns that processes share by their database. */
export function sharedTurns(db: Database, manners: { atOnce: number; interval: number }): HostTurns {
  const take = together({
    most: TOGETHER,
    within: TAKEN_WITHIN,
    async work(hosts: readonly string[]) {
      // A statement gives one turn of a host: a second one is asked for again.
      const taken = new Map((await takeTurns(db, [...new Set(hosts)], manners)).map((turn) => [turn.host, turn]));
      return hosts.map((host) => {
        const turn = taken.get(host) ?? null;
        taken.delete(host);
        return turn;
      });
    },
  });
  const give = together({
    most: TOGETHER,
    within: GIVEN_WITHIN,
    async work(turns: readonly Turn[]) {
      await giveTurns(db, turns);
      return turns;
    },
  });
  return {
    async take(host) {
      const turn = await take(host);
      // One that cannot be given back runs out by itself.
      return turn && { wait: turn.wait, give: () => void give(turn).catch(() => {}) };
    },
  };
}
