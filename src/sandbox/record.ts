/** What became of one call. */
export interface RecordedCall {
  /** Counts from 1 and never goes back. */
  number: number;
  /** When it came, ms. */
  at: number;
  method: string;
  chat_id?: number | string;
  message_thread_id?: number;
  /** Of the message that was made or changed. */
  message_id?: number;
  ok: boolean;
  /** The refusal's code and words. */
  error_code?: number;
  description?: string;
  /** The fault that was ordered for it. */
  fault?: string;
  /** Entities above the hundred that Telegram keeps. */
  dropped_entities?: number;
}

/** How many calls came, by what became of them. */
export interface RecordCounts {
  total: number;
  ok: number;
  refused: number;
  by_method: Record<string, { ok: number; refused: number }>;
  by_code: Record<string, number>;
}

export interface RecordQuery {
  method?: string;
  chat_id?: string;
  ok?: boolean;
  /** Calls with a greater number only. */
  after?: number;
  limit?: number;
}

export interface CallRecord {
  add(call: Omit<RecordedCall, 'number'>): void;
  /** The calls that were asked for, oldest first. */
  calls(query?: RecordQuery): RecordedCall[];
  counts(): RecordCounts;
  clear(): void;
}

/** Above this the older half is let go; the counts stay. */
const MAX_CALLS = 1_000_000;

/** Telegram's own book of what was asked of it: the judge of what was sent, and how often. */
export function createRecord(): CallRecord {
  let kept: RecordedCall[] = [];
  let number = 0;
  let counts = noCounts();
  return {
    add(call) {
      kept.push({ number: ++number, ...call });
      if (kept.length > MAX_CALLS) kept = kept.slice(MAX_CALLS / 2);
      count(counts, call);
    },
    calls({ method, chat_id, ok, after = 0, limit = MAX_CALLS } = {}) {
      const found: RecordedCall[] = [];
      for (const call of kept) {
        if (found.length >= limit) break;
        if (call.number <= after || (method && call.method !== method) || (ok !== undefined && call.ok !== ok))
          continue;
        if (chat_id !== undefined && String(call.chat_id) !== chat_id) continue;
        found.push(call);
      }
      return found;
    },
    counts: () => counts,
    clear() {
      kept = [];
      counts = noCounts();
    },
  };
}

function noCounts(): RecordCounts {
  return { total: 0, ok: 0, refused: 0, by_method: {}, by_code: {} };
}

function count(counts: RecordCounts, { method, ok, error_code }: Omit<RecordedCall, 'number'>): void {
  counts.by_method[method] ??= { ok: 0, refused: 0 };
  const of = counts.by_method[method];
  counts.total++;
  if (ok) {
    counts.ok++;
    of.ok++;
    return;
  }
  counts.refused++;
  of.refused++;
  const code = String(error_code ?? 'none');
  counts.by_code[code] = (counts.by_code[code] ?? 0) + 1;
}
