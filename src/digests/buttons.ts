import { DELIVERY_ID, type Message } from '../texts/message.js';
import { text } from '../texts/texts.js';
import type { InterfaceLanguage } from '../vocabulary.js';

/**
 * What a button under a digest does: `more` opens its stories; `next` and `back` turn its pages; `day` shows the whole
 * day, what was told before too; `again` sends once more what may not have arrived before.
 */
export const DIGEST_ACTIONS = ['more', 'back', 'next', 'day', 'again'] as const;
export type DigestAction = (typeof DIGEST_ACTIONS)[number];

/** What was pressed under a digest. */
export interface DigestPress {
  /** The message that carries the button. */
  deliveryId: number;
  action: DigestAction;
  /** The digest shown there now; `null`: the one that the message was sent with. */
  digestId: number | null;
}

const VERSION = '1';
const CODE = 'd';

/**
 * Data of a button under a digest, `1.d.delivery.action.digest`. Without a delivery it is the same for every chat, and
 * delivery puts the id in.
 */
export function digestButtonData(
  action: DigestAction,
  { deliveryId = null, digestId = null }: { deliveryId?: number | null; digestId?: number | null } = {},
): string {
  const delivery = deliveryId === null ? DELIVERY_ID : String(deliveryId);
  return [VERSION, CODE, delivery, action, ...(digestId === null ? [] : [String(digestId)])].join('.');
}

/** What was pressed, or `null` for data of other buttons. */
export function readDigestPress(data: string): DigestPress | null {
  const found = /^1\.d\.(\d{1,15})\.([a-z]+)(?:\.(\d{1,15}))?$/.exec(data);
  const action = DIGEST_ACTIONS.find((one) => one === found?.[2]);
  if (!found || !action) return null;
  return { deliveryId: Number(found[1]), action, digestId: found[3] === undefined ? null : Number(found[3]) };
}

/** A digest's messages with buttons under the last one; what may be sent again has a row of its own. */
export function withButtons(
  parts: readonly Message[],
  { language, actions }: { language: InterfaceLanguage; actions: readonly DigestAction[] },
): Message[] {
  const button = (action: DigestAction) => ({
    text: digestButtonLabel(language, action),
    data: digestButtonData(action),
  });
  const row = actions.filter((action) => action !== 'again').map(button);
  const buttons = actions.includes('again') ? [row, [button('again')]] : [row];
  return parts.map((part, index) => (index === parts.length - 1 ? { ...part, buttons } : part));
}

/** What stands on a button under a digest. */
export function digestButtonLabel(language: InterfaceLanguage, action: DigestAction): string {
  return text(language, `digest-button-${action}`);
}
