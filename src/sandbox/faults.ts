import { ApiError, badRequest, forbidden, OrderError, type RefusalParameters, tooManyRequests } from './errors.js';

/**
 * What may go wrong with a call. `taken` tells whether the call was carried out before it went wrong,
 * which the one who called cannot know.
 */
export type Fault =
  | { kind: '429'; retry_after: number }
  | { kind: 'error'; code: number; description: string; parameters?: RefusalParameters }
  | { kind: 'reset_before' }
  | { kind: 'reset_after' }
  | { kind: 'hang'; ms?: number; taken?: boolean }
  | { kind: '502'; taken?: boolean }
  | { kind: 'garbage'; taken?: boolean }
  | { kind: 'delay'; ms: number };

/** A fault with the calls that it is meant for. */
export interface FaultOrder {
  method?: string;
  chat_id?: number | string;
  /** How many calls it strikes; without it, all until it is taken back. */
  times?: number;
  fault: Fault;
}

export interface Faults {
  order(order: FaultOrder): void;
  clear(): void;
  list(): FaultOrder[];
  /** The fault for this call, counted as used; the order given first strikes first. */
  strike(method: string, chatId: unknown): Fault | null;
}

export function createFaults(): Faults {
  let orders: FaultOrder[] = [];
  return {
    order: (order) => void orders.push({ ...order }),
    clear: () => {
      orders = [];
    },
    list: () => orders,
    strike(method, chatId) {
      if (orders.length === 0) return null;
      const order = orders.find((candidate) => meant(candidate, method, chatId));
      if (!order) return null;
      if (order.times !== undefined && --order.times <= 0) orders = orders.filter((other) => other !== order);
      return order.fault;
    },
  };
}

function meant(order: FaultOrder, method: string, chatId: unknown): boolean {
  // A bot polls all the time: an order without a method would be used up by that.
  if (order.method === undefined ? method === 'getUpdates' : order.method.toLowerCase() !== method.toLowerCase())
    return false;
  return order.chat_id === undefined || String(order.chat_id) === String(chatId);
}

/** The refusal that a fault stands for; null for faults of the connection. */
export function refusalOf(fault: Fault): ApiError | null {
  if (fault.kind === '429') return tooManyRequests(fault.retry_after);
  if (fault.kind === 'error') return new ApiError(fault.code, fault.description, fault.parameters);
  return null;
}

function asFault(error: ApiError): Fault {
  const { code, message: description, parameters } = error;
  return { kind: 'error', code, description, ...(parameters ? { parameters } : {}) };
}

/** Every class of refusal that a send may meet, by a short name. */
export const NAMED_FAULTS = {
  blocked: asFault(forbidden('bot was blocked by the user')),
  deactivated: asFault(forbidden('user is deactivated')),
  not_started: asFault(forbidden("bot can't initiate conversation with a user")),
  kicked: asFault(forbidden('bot was kicked from the supergroup chat')),
  not_member: asFault(forbidden('bot is not a member of the channel chat')),
  group_deleted: asFault(forbidden('the group chat was deleted')),
  chat_not_found: asFault(badRequest('chat not found')),
  peer_id_invalid: asFault(badRequest('PEER_ID_INVALID')),
  migrated: asFault(
    badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -1_002_999_999_999 }),
  ),
  no_rights: asFault(badRequest('not enough rights to send text messages to the chat')),
  no_rights_old: asFault(badRequest('have no rights to send a message')),
  write_forbidden: asFault(badRequest('CHAT_WRITE_FORBIDDEN')),
  admin_required: asFault(badRequest('CHAT_ADMIN_REQUIRED')),
  restricted: asFault(badRequest('CHAT_RESTRICTED')),
  need_admin: asFault(badRequest('need administrator rights in the channel chat')),
  topic_closed: asFault(badRequest('TOPIC_CLOSED')),
  topic_deleted: asFault(badRequest('TOPIC_DELETED')),
  thread_not_found: asFault(badRequest('message thread not found')),
  too_long: asFault(badRequest('message is too long')),
  parse: asFault(badRequest('can\'t parse entities: Can\'t find end tag corresponding to start tag "b"')),
  entities_too_long: asFault(badRequest('ENTITIES_TOO_LONG')),
  text_empty: asFault(badRequest('message text is empty')),
  button_data: asFault(badRequest('BUTTON_DATA_INVALID')),
  http_content: asFault(badRequest('failed to get HTTP URL content')),
  not_modified: asFault(
    badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    ),
  ),
  query_too_old: asFault(badRequest('query is too old and response timeout expired or query ID is invalid')),
  delete_not_found: asFault(badRequest('message to delete not found')),
  token_revoked: asFault(new ApiError(401, 'Unauthorized')),
  second_poller: asFault(
    new ApiError(
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    ),
  ),
  method_not_found: asFault(new ApiError(404, 'Not Found: method not found')),
  flood: { kind: '429', retry_after: 1 },
  server_error: asFault(new ApiError(500, 'Internal Server Error')),
  bad_gateway: { kind: '502' },
  garbage: { kind: 'garbage' },
  reset_before: { kind: 'reset_before' },
  reset_after: { kind: 'reset_after' },
  hang: { kind: 'hang' },
} satisfies Record<string, Fault>;

/** An order as it comes over HTTP: the fault itself, or the name of one. Throws OrderError. */
export function checkedOrder(body: Record<string, unknown>): FaultOrder {
  const { fault, name, method, chat_id, times } = body as Partial<FaultOrder> & { name?: string };
  const named = name === undefined ? undefined : (NAMED_FAULTS as Record<string, Fault>)[name];
  if (name !== undefined && !named) {
    throw new OrderError(`no fault is named "${name}"; there are ${Object.keys(NAMED_FAULTS).join(', ')}`);
  }
  const chosen = fault ?? named;
  if (!chosen || typeof chosen !== 'object' || !KINDS.has(chosen.kind)) {
    throw new OrderError(`a fault is needed: {fault: {kind}} with one of ${[...KINDS].join(', ')}, or {name}`);
  }
  return {
    fault: chosen,
    ...(method === undefined ? {} : { method }),
    ...(chat_id === undefined ? {} : { chat_id }),
    ...(times === undefined ? {} : { times }),
  };
}

const KINDS = new Set(['429', 'error', 'reset_before', 'reset_after', 'hang', '502', 'garbage', 'delay']);
