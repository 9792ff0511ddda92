/** One call as Telegram's own book has it. */
interface Call {
  number: number;
  at: number;
  chat_id: number;
  ok: boolean;
}

/** What Telegram's own book says of a broadcast. */
export interface Judgement {
  delivered: number;
  replies: number;
  refused: number;
  /** Readers who got it more than once. */
  twice: number;
  /** Messages a second, replies among them, from the first of the broadcast to its last. */
  rate: number;
  /** The Telegram ids of those who got it. */
  receivers: Set<number>;
}

/** Those who ask and are answered have ids from here on. */
const FIRST_PERSON = 9_000_000;

export async function callsOf(url: string, after = 0): Promise<Call[]> {
  const response = await fetch(`${url}/sandbox/record?method=sendMessage&after=${after}`);
  return ((await response.json()) as { result: Call[] }).result;
}

export function judge(calls: readonly Call[]): Judgement {
  const good = calls.filter(({ ok }) => ok);
  const broadcast = good.filter(({ chat_id }) => chat_id < FIRST_PERSON);
  const [first, last] = [broadcast[0]?.at ?? 0, broadcast.at(-1)?.at ?? 0];
  const counts = new Map<number, number>();
  for (const { chat_id } of broadcast) counts.set(chat_id, (counts.get(chat_id) ?? 0) + 1);
  const within = good.filter(({ at }) => at >= first && at <= last).length;
  return {
    delivered: broadcast.length,
    replies: good.length - broadcast.length,
    refused: calls.length - good.length,
    twice: [...counts.values()].filter((count) => count > 1).length,
    rate: ((within - 1) * 1000) / (last - first),
    receivers: new Set(counts.keys()),
  };
}
