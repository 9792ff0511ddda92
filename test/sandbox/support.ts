import { afterEach, beforeEach } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.js';
import { type Caller, caller } from '../support/sandbox-calls.js';

export const OLENA = 100;
export const TARAS = 101;
export const GROUP = -4_000_000_001;
export const CHANNEL = -1_002_000_000_001;

export interface Fixture {
  sandbox: Sandbox;
  bot: Caller;
  /** An action of a person. */
  act(order: Record<string, unknown>): Promise<ReturnType<Caller['control']>>;
  /** The time of the sandbox, ms; moved by hand. */
  clock: { now: number };
}

/** A fresh sandbox for each test of a file, with a clock that stands still until it is moved. */
export function freshSandbox(options: Omit<SandboxOptions, 'now'> = {}): Fixture {
  const fixture = { clock: { now: 0 } } as Fixture;
  beforeEach(async () => {
    fixture.clock.now = Date.UTC(2024, 9, 28, 12);
    fixture.sandbox = await startSandbox({ ...options, now: () => fixture.clock.now });
    fixture.bot = caller(fixture.sandbox);
    fixture.act = (order) => fixture.bot.control('POST /sandbox/act', order);
  });
  afterEach(() => fixture.sandbox.close());
  return fixture;
}
