import { setTimeout as sleep } from 'node:timers/promises';
import { GrammyError, type Transformer } from 'grammy';
import { metrics } from '../telemetry/metrics.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { LongPause, type Pace, type PacedSend } from './pace.js';
import type { PauseScope } from './store.js';

/** Calls that make a message: these are what the limits count. */
const SENDS = /^(send(?!ChatAction)|copyMessage|forwardMessage)/;
/** Those of them that can be paid for. */
const PAYABLE = /^(send(Message|Photo|Document)|copyMessage)$/;
/** Calls that come to the same when repeated. */
const REPEATABLE = /^(edit|delete|pin|unpin|set|get|answerCallbackQuery|sendChatAction)/;
/** A person does not wait longer for a reply, ms. */
const LONGEST_WAIT = 30_000;
const MOST_TRIES = 4;

/** Keeps a wait that Telegram asked for, ms from now, for all processes of the token. */
export type KeepPause = (pause: { scope: PauseScope; ms: number; reason: string }) => void;

/**
 * Lets a bot's replies draw from the one budget, ahead of every broadcast, and repeats a call where, and only where, it
 * is certain that Telegram did not take it, or that taking it twice changes nothing. Install it on `bot.api.config`.
 * @param options.paidBroadcast sends beyond the free thirty a second are paid for: replies must not stand back for them.
 */
export function pacedReplies(options: {
  pace: Pace;
  paidBroadcast?: boolean;
  /** Left out, no other process sends for the token. */
  keepPause?: KeepPause;
}): Transformer {
  const { pace, paidBroadcast = false, keepPause = () => {} } = options;
  return async (prev, method, wanted, signal) => {
    const payload = paidBroadcast && PAYABLE.test(method) ? { allow_paid_broadcast: true, ...wanted } : wanted;
    // The poller waits for a minute at a time and repeats by itself.
    if (method === 'getUpdates') return prev(method, payload, signal);
    const to = chatOf(payload);
    const send: PacedSend | null = SENDS.test(method)
      ? { chatId: to, isGroup: to < 0, urgent: true, patience: LONGEST_WAIT }
      : null;
    for (let attempt = 1; ; attempt++) {
      let ended: (() => void) | undefined;
      if (send) {
        const taken = await pace.take(send, signal as AbortSignal | undefined).catch(onlyLongPause);
        if (taken instanceof LongPause) return refusedFor(taken.ms);
        ended = taken;
      }
      const answer = await tried(prev(method, payload, signal));
      ended?.();
      if ('response' in answer && answer.response.ok) return answer.response;
      const error =
        'response' in answer ? new GrammyError(method, answer.response as Refused, method, payload) : answer.error;
      const outcome = outcomeOf({ error });
      if (outcome.kind === 'wait') {
        metrics.floods.inc({ scope: 'reply' });
        // An answer to a press names no chat: nobody else need wait for its sake.
        if (to !== 0) {
          const ms = outcome.seconds * 1000;
          const scope = pace.refused(to, ms);
          keepPause({ scope: scope === 'token' ? scope : `chat:${to}`, ms, reason: outcome.reason });
        }
      }
      const wait = waitBeforeRepeating({ method, outcome, attempt });
      if (wait === null) {
        if ('response' in answer) return answer.response;
        throw answer.error;
      }
      await sleep(wait, undefined, signal ? { signal: signal as AbortSignal } : {});
    }
  };
}

type Refused = { ok: false; error_code: number; description: string };

/** ms after which the call may be made again; `null` where it must not be. */
function waitBeforeRepeating(options: { method: string; outcome: Outcome; attempt: number }): number | null {
  const { method, outcome, attempt } = options;
  if (attempt >= MOST_TRIES) return null;
  switch (outcome.kind) {
    case 'wait':
      return outcome.seconds * 1000 > LONGEST_WAIT ? null : outcome.seconds * 1000;
    case 'unreachable':
      return 500 * 2 ** (attempt - 1);
    case 'uncertain':
      return REPEATABLE.test(method) ? 500 * 2 ** (attempt - 1) : null;
    default:
      return null;
  }
}

/** The Telegram id of the chat that a call is about; 0 for none, and for a channel by its @name. */
function chatOf(payload: object): number {
  const chatId = 'chat_id' in payload ? Number(payload.chat_id) : 0;
  return Number.isNaN(chatId) ? 0 : chatId;
}

function onlyLongPause(error: unknown): LongPause {
  if (error instanceof LongPause) return error;
  throw error;
}

async function tried<T>(call: Promise<T>): Promise<{ response: T } | { error: unknown }> {
  try {
    return { response: await call };
  } catch (error) {
    return { error };
  }
}

/** As Telegram itself would say it, without asking it while it wants to be left alone. */
function refusedFor(ms: number): {
  ok: false;
  error_code: 429;
  description: string;
  parameters: { retry_after: number };
} {
  const seconds = Math.ceil(ms / 1000);
  return {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  };
}
