import type { Receiver } from '../chats/store.js';
import type { Message } from '../texts/message.js';
import type { PacedSend } from './pace.js';
import type { Destination } from './request.js';
import type { QueuedDelivery } from './store.js';

/** A delivery with all that sending it needs. */
export interface ReadyDelivery extends QueuedDelivery {
  /** `null` for a notice to someone who has no chat here. */
  chat: Receiver | null;
  to: Destination;
  message: Message;
  /** When it should have come: at its slot, else as soon as it was made. */
  dueAt: Date;
  /** As the limits see it. */
  send: PacedSend;
}
