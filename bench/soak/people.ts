import { setTimeout as sleep } from 'node:timers/promises';

/** Those who talk with the bot have ids from here on. */
export const FIRST_PERSON = 9_000_000;
const PEOPLE = 300;
const COMMANDS = ['/latest', '/topics', '/settings', '/schedule', '/status', '/help'];
/** What would end the person's part in the bench, or leaves the bot waiting for words. */
const LEFT_ALONE = /видалити|забути|стерти|додати|свій час|інше місто/iu;

export interface Crowd {
  /** How long each press waited for its answer, ms. */
  pressMs: number[];
  /** Commands, by whom and when (ms): what came of them stands in Telegram's record. */
  said: { person: number; at: number }[];
  unanswered: number;
  stop(): Promise<void>;
}

interface Shown {
  message_id: number;
  from?: { is_bot: boolean };
  reply_markup?: { inline_keyboard?: { text: string; callback_data?: string }[][] };
}

/** People who say commands and press buttons, so many a second, each waiting for his answer. */
export function gatherPeople(url: string, { perSecond }: { perSecond: number }): Crowd {
  const stopping = new AbortController();
  const crowd: Omit<Crowd, 'stop'> = { pressMs: [], said: [], unanswered: 0 };
  let turn = 0;
  const underWay = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const person = FIRST_PERSON + (turn++ % PEOPLE);
    const work = actOnce(url, person, crowd).catch((error: unknown) => {
      if (!stopping.signal.aborted) console.error(`person ${person}: ${String(error)}`);
    });
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }, 1000 / perSecond);
  return Object.assign(crowd, {
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      stopping.abort();
      await sleep(1000);
    },
  });
}

async function actOnce(url: string, person: number, crowd: Omit<Crowd, 'stop'>): Promise<void> {
  const messages = await ask<Shown[]>(`${url}/sandbox/messages?chat_id=${person}&limit=5`).catch(() => []);
  const buttons = messages.flatMap(({ message_id, reply_markup }) =>
    (reply_markup?.inline_keyboard?.flat() ?? [])
      .filter(({ text, callback_data }) => callback_data !== undefined && !LEFT_ALONE.test(text))
      .map(({ callback_data }) => ({ message_id, data: callback_data })),
  );
  const button = buttons[Math.floor(Math.random() * buttons.length)];
  if (button === undefined || Math.random() < 0.4) {
    const text = COMMANDS[Math.floor(Math.random() * COMMANDS.length)];
    crowd.said.push({ person, at: Date.now() });
    await ask(`${url}/sandbox/act`, { kind: 'message', from: person, chat_id: person, text });
    return;
  }
  const pressed = performance.now();
  const answer = await ask<{ answered?: boolean }>(`${url}/sandbox/act`, {
    kind: 'press',
    from: person,
    chat_id: person,
    ...button,
  });
  if (answer.answered === false) crowd.unanswered += 1;
  else crowd.pressMs.push(performance.now() - pressed);
}

async function ask<Result>(address: string, body?: object): Promise<Result> {
  const response = await fetch(address, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(20_000),
  });
  const answer = (await response.json()) as { ok: boolean; result: Result; description?: string };
  if (!answer.ok) throw new Error(answer.description);
  return answer.result;
}
