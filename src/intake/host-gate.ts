import { setTimeout as sleep } from 'node:timers/promises';
import type { HostTurn, HostTurns } from './host-turns.js';

/** Lets only so many through to one host at once and in a second. */
export interface HostGate {
  /** Waits for a turn at the host, does the work and gives the turn back. */
  run<T>(host: string, work: () => Promise<T>): Promise<T>;
  /** Turns away with this error those who wait and those who come. */
  close(error: Error): void;
}

interface Queue {
  active: number;
  /** The earliest moment of the next turn, ms of `performance.now()`. */
  nextAt: number;
  waiting: { admit: () => void; refuse: (error: Error) => void }[];
  timer: NodeJS.Timeout | null;
}

/** How often a host is asked for whose turns other processes have, ms. */
const ASKED_AGAIN = 250;

/**
 * A gate: `atOnce` requests to a host at a time, their starts at least `interval` ms apart. With `turns`, it is so for all
 * processes that share them; those of this one come in the order in which they were asked for.
 */
export function createHostGate(options: { atOnce: number; interval: number; turns?: HostTurns | undefined }): HostGate {
  const queues = new Map<string, Queue>();
  let closed: Error | null = null;

  return {
    async run(host, work) {
      if (closed) throw closed;
      const queue = queues.get(host) ?? { active: 0, nextAt: 0, waiting: [], timer: null };
      queues.set(host, queue);
      await new Promise<void>((admit, refuse) => {
        queue.waiting.push({ admit, refuse });
        admitNext(host, queue);
      });
      try {
        const turn = options.turns ? await turnAmongProcesses(host, options.turns) : null;
        try {
          return await work();
        } finally {
          turn?.give();
        }
      } finally {
        queue.active--;
        admitNext(host, queue);
      }
    },
    close(error) {
      closed = error;
      for (const { waiting } of queues.values()) for (const { refuse } of waiting.splice(0)) refuse(error);
    },
  };

  async function turnAmongProcesses(host: string, turns: HostTurns): Promise<HostTurn> {
    for (;;) {
      const turn = await turns.take(host);
      await sleep(turn ? Math.max(0, turn.wait) : ASKED_AGAIN);
      if (closed) {
        turn?.give();
        throw closed;
      }
      if (turn) return turn;
    }
  }

  function admitNext(host: string, queue: Queue): void {
    if (queue.timer || queue.active >= options.atOnce) return;
    const wait = queue.nextAt - performance.now();
    const next = queue.waiting[0];
    if (wait > 0) {
      // The row of a host that nobody waits for is kept until its interval is over, then dropped.
      if (!next && queue.active > 0) return;
      queue.timer = setTimeout(() => {
        queue.timer = null;
        admitNext(host, queue);
      }, wait);
      if (!next) queue.timer.unref();
    } else if (next) {
      queue.waiting.shift();
      queue.active++;
      queue.nextAt = performance.now() + options.interval;
      next.admit();
      admitNext(host, queue);
    } else if (queue.active === 0) queues.delete(host);
  }
}
