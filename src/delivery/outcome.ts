import { GrammyError, HttpError } from 'grammy';
import { withoutSecrets } from '../telemetry/log.js';
import { NOT_CONNECTED } from './connections.js';

/** What a call to Telegram came to; each kind has one thing to do about it. */
export type Outcome =
  /** It arrived. */
  | { kind: 'sent'; messageId: number }
  /** Blocked, kicked, deleted: nothing more to this chat until it comes back by itself. */
  | { kind: 'gone'; reason: string }
  /** The group lives on under another Telegram id: there, again. */
  | { kind: 'moved'; to: number; reason: string }
  /** The bot may not write there: pause, and tell the person who set it up. */
  | { kind: 'rights'; reason: string }
  /** The forum topic is closed or deleted: the same, for the topic alone. */
  | { kind: 'topic'; reason: string }
  /** Telegram cannot take this text: never the same bytes again. */
  | { kind: 'content'; reason: string }
  /** There is nothing left to do. */
  | { kind: 'benign'; reason: string }
  /** It would be so for every message: the sender must stop and say so. */
  | { kind: 'process'; reason: string }
  /** 429: not taken; safe to repeat after the wait. */
  | { kind: 'wait'; seconds: number; reason: string }
  /** No connection came about, so nothing was taken: safe to repeat. */
  | { kind: 'unreachable'; reason: string }
  /** It may have arrived: not to be repeated. */
  | { kind: 'uncertain'; reason: string }
  /** Refused in words that are not known here. */
  | { kind: 'failed'; reason: string };

/** What a send gave: Telegram's message, or what was thrown. */
export type Answer = { message: { message_id: number } } | { error: unknown };

type Refusal = 'gone' | 'rights' | 'topic' | 'content' | 'benign';

/** The words by which a refusal is known, in lower case, by error code; the first that stands in the description decides. */
const REFUSALS: Readonly<Record<number, readonly (readonly [string, Refusal])[]>> = {
  403: [
    ['blocked by the user', 'gone'],
    ['user is deactivated', 'gone'],
    ["can't initiate conversation", 'gone'],
    ['kicked', 'gone'],
    ['not a member', 'gone'],
    ['chat was deleted', 'gone'],
    ['group was deleted', 'gone'],
    ...rights(),
  ],
  400: [
    ['chat not found', 'gone'],
    ['peer_id_invalid', 'gone'],
    ...rights(),
    ['topic_closed', 'topic'],
    ['topic_deleted', 'topic'],
    ['message thread not found', 'topic'],
    ['message is too long', 'content'],
    ["can't parse entities", 'content'],
    ['entities_too_long', 'content'],
    ['text is empty', 'content'],
    ['text must be non-empty', 'content'],
    ['button_data_invalid', 'content'],
    ['failed to get http url content', 'content'],
    ['message is not modified', 'benign'],
    ['query is too old', 'benign'],
    ['message to delete not found', 'benign'],
  ],
};

/** Telegram states lost rights as 400 and, of some chats, as 403. */
function rights(): (readonly [string, Refusal])[] {
  return [
    ['not enough rights', 'rights'],
    ['have no rights to send', 'rights'],
    ['chat_write_forbidden', 'rights'],
    ['chat_admin_required', 'rights'],
    ['chat_restricted', 'rights'],
    ['need administrator rights', 'rights'],
  ];
}

/** Codes with which a connection fails before anything was said over it. */
const BEFORE_CONNECTING = new Set([NOT_CONNECTED, 'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED']);
/** TLS certificates and handshakes, by the names that Node gives them. */
const TLS = /^(ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$)/;

/** Where a 429 names no wait, seconds. */
const UNNAMED_WAIT = 5;

/** Says what a call came to. What is not known is `failed` where Telegram refused, and `uncertain` where nobody can tell. */
export function outcomeOf(answer: Answer): Outcome {
  if ('message' in answer) return { kind: 'sent', messageId: answer.message.message_id };
  const { error } = answer;
  if (error instanceof GrammyError) return ofRefusal(error);
  return ofConnection(error instanceof HttpError ? error.error : error);
}

function ofRefusal({ error_code: code, description, parameters }: GrammyError): Outcome {
  const reason = worded(`${code}: ${description}`);
  if (parameters.migrate_to_chat_id !== undefined) return { kind: 'moved', to: parameters.migrate_to_chat_id, reason };
  if (code === 429) return { kind: 'wait', seconds: parameters.retry_after ?? waitIn(description), reason };
  if (code === 401 || code === 404 || code === 409) return { kind: 'process', reason };
  if (code >= 500) return { kind: 'uncertain', reason };
  const words = description.toLowerCase();
  const known = REFUSALS[code]?.find(([part]) => words.includes(part));
  return { kind: known?.[1] ?? 'failed', reason };
}

function waitIn(description: string): number {
  const seconds = /retry after (\d+)/i.exec(description)?.[1];
  return seconds === undefined ? UNNAMED_WAIT : Number(seconds);
}

function ofConnection(error: unknown): Outcome {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const reason = worded(code && !message.includes(code) ? `${code}: ${message}` : message);
  return { kind: BEFORE_CONNECTING.has(code) || TLS.test(code) ? 'unreachable' : 'uncertain', reason };
}

/** As it can be kept: the address in an error's message carries the token, and Postgres takes no zero character. */
function worded(reason: string): string {
  const nameless = withoutSecrets(reason).replace(/\/bot[^/\s]+\//g, '/bot<token>/');
  return nameless.replaceAll('\0', '').slice(0, 300);
}
