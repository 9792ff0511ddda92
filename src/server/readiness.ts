import { setTimeout as sleep } from 'node:timers/promises';

/** Something that must hold for the program to be of use. Throws, with the reason, where it does not. */
export type Check = () => Promise<void> | void;

/** What came of the checks: why each failed, or `null` where it did not. */
export interface Readiness {
  ready: boolean;
  checks: Record<string, string | null>;
}

/** A check that takes longer has failed, ms. */
const CHECK_LIMIT_MS = 3_000;

/** Asks every check, side by side. */
export async function readiness(checks: Readonly<Record<string, Check>>): Promise<Readiness> {
  const outcomes = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await failureOf(check)] as const),
  );
  return { ready: outcomes.every(([, failure]) => failure === null), checks: Object.fromEntries(outcomes) };
}

async function failureOf(check: Check): Promise<string | null> {
  const timer = new AbortController();
  try {
    const tooSlow = sleep(CHECK_LIMIT_MS, 'no answer in time', { signal: timer.signal, ref: false });
    return await Promise.race([asked(check), tooSlow]);
  } catch (error) {
    // The reason of a database's refusal may hold its address: it stays in the log.
    return error instanceof NotReady ? error.message : 'it failed';
  } finally {
    timer.abort();
  }
}

async function asked(check: Check): Promise<null> {
  await check();
  return null;
}

/** Why a check does not hold, in words for the operator. */
export class NotReady extends Error {
  override name = 'NotReady';
}
