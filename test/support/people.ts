import type { Message } from '../../src/sandbox/types.js';
import type { CallbackAnswer, WorldEvent } from '../../src/sandbox/world.js';

/** Where a sandbox is: one that was started in this process, or the address of another. */
export interface SandboxAddress {
  url: string;
}

export interface PersonOptions {
  /** Who this is; 100 is Олена, 101 Тарас. */
  id?: number;
  /** The chat where he talks and waits; his private chat with the bot unless given. */
  chat?: number;
}

export interface WaitOptions {
  /** How long to wait at most, ms. */
  within?: number;
  /** Messages of any time count, not only those after the last thing that this person did. */
  fromStart?: boolean;
  /** Another chat than his own one. */
  chat?: number;
}

/** Somebody who uses Telegram in a test: talks, presses, waits for what he should see. */
export interface Person {
  id: number;
  chat: number;
  /** Writes a message (commands too); `extra` holds thread_id, reply_to, as and the like. */
  says(text: string, extra?: Record<string, unknown>): Promise<Message>;
  /** Presses the inline button with this text (or matching it) under the message as it stands now; gives the bot's answer. */
  press(message: Message, button: string | RegExp, extra?: Record<string, unknown>): Promise<CallbackAnswer>;
  /** Does anything that `POST /sandbox/act` knows, in this person's name. */
  does<T = unknown>(kind: string, order?: Record<string, unknown>): Promise<T>;
  /** The first message by the bot, new or edited since this person last did something, that is as wanted. */
  waitFor(wanted: (message: Message) => boolean, options?: WaitOptions): Promise<Message>;
  /** The same, by a piece of its text or caption. */
  waitForText(text: string | RegExp, options?: WaitOptions): Promise<Message>;
  /** The message as it stands now. */
  current(message: Message): Message;
  /** All messages of a chat that have been seen so far, as they stand now, oldest first. */
  seen(chat?: number): Message[];
  close(): void;
}

const PATIENCE_MS = 10_000;

/** A person of a sandbox. Opens his event stream at the first thing he does; `close` it at the end of a test. */
export function person(sandbox: SandboxAddress, { id = 100, chat = id }: PersonOptions = {}): Person {
  const feed = createFeed(sandbox.url);
  let mark = 0;

  async function does<T>(kind: string, order: Record<string, unknown> = {}): Promise<T> {
    await feed.open();
    mark = feed.happened.length;
    const response = await fetch(`${sandbox.url}/sandbox/act`, {
      method: 'POST',
      body: JSON.stringify({ kind, from: id, chat_id: chat, ...order }),
    });
    const answer = (await response.json()) as { ok: boolean; result: T; description?: string };
    if (!answer.ok) throw new Error(`the sandbox refused ${kind}: ${answer.description}`);
    return answer.result;
  }

  async function waitFor(wanted: (message: Message) => boolean, options: WaitOptions = {}): Promise<Message> {
    const { within = PATIENCE_MS, fromStart = false, chat: where = chat } = options;
    await feed.open();
    const fits = (message: Message) => message.chat.id === where && byBot(message) && wanted(message);
    return feed.next(fits, { from: fromStart ? 0 : mark, within, told: () => told(feed.messages, where) });
  }

  return {
    id,
    chat,
    does,
    waitFor,
    says: (text, extra = {}) => does<Message>('message', { text, ...extra }),
    async press(message, button, extra = {}) {
      await feed.open();
      const now = feed.current(message);
      const found = now.reply_markup?.inline_keyboard.flat().find(({ text }) => matches(text, button));
      if (!found) throw new Error(`no button ${String(button)} under: ${described(now)}`);
      if (found.callback_data === undefined) throw new Error(`the button "${found.text}" opens ${String(found.url)}`);
      return does<CallbackAnswer>('press', {
        chat_id: message.chat.id,
        message_id: message.message_id,
        data: found.callback_data,
        ...extra,
      });
    },
    waitForText: (text, options) => waitFor((message) => matches(message.text ?? message.caption ?? '', text), options),
    current: (message) => feed.current(message),
    seen: (where = chat) => feed.messages().filter((message) => message.chat.id === where),
    close: () => feed.close(),
  };
}

function byBot(message: Message): boolean {
  const anonymousAdmin = 1_087_968_824;
  return (
    (message.from?.is_bot === true && message.from.id !== anonymousAdmin) || message.sender_chat?.type === 'channel'
  );
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

function described(message: Message): string {
  const buttons =
    message.reply_markup?.inline_keyboard.map((row) => row.map(({ text }) => `[${text}]`).join(' ')) ?? [];
  return [`#${message.message_id} ${message.text ?? message.caption ?? '(no text)'}`, ...buttons].join('\n  ');
}

function told(messages: () => Message[], chat: number): string {
  const last = messages().filter((message) => message.chat.id === chat);
  return last.slice(-5).map(described).join('\n') || '(nothing)';
}

interface Waiter {
  take(message: Message): void;
}

interface NextOptions {
  from: number;
  within: number;
  told(): string;
}

/** The stream of events of a sandbox, kept from its opening on. */
function createFeed(url: string) {
  const messages = new Map<string, Message>();
  const happened: Message[] = [];
  const waiters = new Set<Waiter>();
  const stop = new AbortController();
  let opened: Promise<void> | null = null;

  function take(message: Message): void {
    messages.set(key(message), message);
    happened.push(message);
    for (const waiter of [...waiters]) waiter.take(message);
  }

  async function connect(): Promise<void> {
    const response = await fetch(`${url}/sandbox/events`, { signal: stop.signal });
    const earlier = (await (await fetch(`${url}/sandbox/messages?limit=1000`)).json()) as { result: Message[] };
    for (const message of earlier.result) take(message);
    if (!response.body) throw new Error('the sandbox gives no events');
    // The stream ends with its sandbox, whoever of the two is closed first; what is waited for then says that nothing came.
    void read(response.body).catch(() => stop.abort());
  }

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) if (block.startsWith('data: ')) handle(JSON.parse(block.slice(6)) as WorldEvent);
    }
  }

  function handle(event: WorldEvent): void {
    if (event.type === 'message' || event.type === 'edit') take(event.message);
    if (event.type === 'delete') for (const id of event.message_ids) messages.delete(`${event.chat_id} ${id}`);
  }

  return {
    happened,
    messages: () => [...messages.values()],
    current: (message: Message) => messages.get(key(message)) ?? message,
    open: () => {
      opened ??= connect();
      return opened;
    },
    next(fits: (message: Message) => boolean, { from, within, told }: NextOptions): Promise<Message> {
      const already = happened.slice(from).find(fits);
      if (already) return Promise.resolve(already);
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          take(message) {
            if (!fits(message)) return;
            finish();
            resolve(message);
          },
        };
        const timer = setTimeout(() => {
          finish();
          reject(new Error(`nothing as wanted came within ${within} ms; the last messages are:\n${told()}`));
        }, within);
        const finish = () => {
          clearTimeout(timer);
          waiters.delete(waiter);
        };
        waiters.add(waiter);
      });
    },
    close: () => stop.abort(),
  };
}

function key(message: Message): string {
  return `${message.chat.id} ${message.message_id}`;
}
