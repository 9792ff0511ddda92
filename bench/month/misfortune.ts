import type { Caller } from '../../test/support/sandbox-calls.js';
import { openRoom, type Place } from './town.js';

/** What a call may come to, each with the sandbox's faults that stand for it. «Benign» is met by edits and deletes alone. */
export const CLASSES = {
  gone: ['kicked', 'not_member', 'group_deleted', 'chat_not_found', 'peer_id_invalid'],
  moved: ['migrated'],
  rights: ['no_rights', 'no_rights_old', 'write_forbidden', 'admin_required', 'restricted', 'need_admin'],
  topic: ['topic_closed', 'topic_deleted', 'thread_not_found'],
  content: ['too_long', 'parse', 'entities_too_long', 'text_empty', 'button_data', 'http_content'],
  benign: ['not_modified', 'delete_not_found'],
  process: ['token_revoked', 'second_poller', 'method_not_found'],
  repeat: ['flood'],
  uncertain: ['server_error', 'bad_gateway', 'garbage', 'reset_before', 'reset_after'],
} as const satisfies Record<string, readonly string[]>;
export type Misfortune = keyof typeof CLASSES;

/** Of groups alone: a channel neither moves nor has topics. */
const OF_GROUPS: ReadonlySet<Misfortune> = new Set(['moved', 'topic']);
/** A flood's wait, s: mostly short, once in a while longer than a digest lives. */
const WAITS = [1, 5, 30, 240, 43_837] as const;
/** Content that is refused as HTML goes once more as plain text; one time in so many that is refused too. */
const TWICE_IN = 3;

/**
 * Orders what is to befall the next call to a place: mostly nothing, and otherwise the class that has befallen the fewest
 * so far of those that can, so that each gets its share.
 * @param order.befallen how many calls each class has befallen.
 * @returns what it is, or `null`.
 */
export async function befall(
  telegram: Caller,
  order: {
    place: Place;
    method: 'sendMessage' | 'editMessageText';
    share: number;
    random: () => number;
    befallen: ReadonlyMap<Misfortune, number>;
  },
): Promise<Misfortune | null> {
  const { place, method, share, random, befallen } = order;
  const all = Object.keys(CLASSES) as Misfortune[];
  if (random() >= share * all.length) return null;
  const [drawn] = all
    .filter((one) => (one === 'benign' ? method === 'editMessageText' : place.isGroup || !OF_GROUPS.has(one)))
    .map((one) => ({ one, count: befallen.get(one) ?? 0, lot: random() }))
    .sort((a, b) => a.count - b.count || a.lot - b.lot);
  if (!drawn) return null;
  const names = CLASSES[drawn.one];
  const name = names[Math.floor(random() * names.length)]!;
  const times = drawn.one === 'content' && random() < 1 / TWICE_IN ? 2 : 1;
  const what = await faultOf(telegram, { drawn: drawn.one, name, place, random });
  await telegram.control('POST /sandbox/faults', { method, chat_id: place.telegramId, times, ...what });
  return drawn.one;
}

async function faultOf(
  telegram: Caller,
  { drawn, name, place, random }: { drawn: Misfortune; name: string; place: Place; random: () => number },
): Promise<Record<string, unknown>> {
  if (drawn === 'repeat') {
    return { fault: { kind: '429', retry_after: WAITS[Math.floor(random() ** 2 * WAITS.length)] } };
  }
  if (drawn !== 'moved') return { name };
  const to = await openRoom(telegram, { isGroup: true, title: place.edition.chat.title });
  const description = 'Bad Request: group chat was upgraded to a supergroup chat';
  return { fault: { kind: 'error', code: 400, description, parameters: { migrate_to_chat_id: to } } };
}
