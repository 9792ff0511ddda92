import type { FinishedDigest } from '../digests/store.js';
import type { Outcome } from './outcome.js';
import type { ReadyDelivery } from './ready.js';
import type { DeliveryChange, DeliveryState } from './store.js';

/** What a delivery came to: the outcome of a send, or why there was none. */
export type Verdict =
  | Exclude<Outcome, { kind: 'wait' }>
  | (Extract<Outcome, { kind: 'wait' }> & { scope: 'chat' | 'token' })
  /** Claimed, and given back untried. */
  | { kind: 'released' }
  /** Too late to be of use. */
  | { kind: 'expired' }
  /** Its chat cannot receive now. */
  | { kind: 'closed'; reason: string };

/** A delivery with what it came to. */
export interface Decided {
  delivery: ReadyDelivery;
  /** Of the lease under which it was claimed; `null` where it was not. */
  epoch: number | null;
  verdict: Verdict;
}

/** What is written down for a delivery. */
export function changeFor({ delivery, epoch, verdict }: Decided, now: Date): DeliveryChange {
  const { id } = delivery;
  switch (verdict.kind) {
    case 'sent':
      return { id, epoch, state: 'sent', messageId: verdict.messageId };
    case 'benign':
      return { id, epoch, state: 'sent', error: verdict.reason };
    case 'uncertain':
      return { id, epoch, state: 'uncertain', error: verdict.reason };
    case 'content':
      return delivery.form === 'plain'
        ? { id, epoch, state: 'failed', error: verdict.reason }
        : { id, epoch, state: 'pending', form: 'plain', error: verdict.reason };
    case 'gone':
    case 'rights':
    case 'topic':
    case 'failed':
    case 'closed':
      return { id, epoch, state: 'failed', error: verdict.reason };
    case 'expired':
      return { id, epoch, state: 'expired' };
    case 'wait': {
      const nextAttemptAt = new Date(now.getTime() + verdict.seconds * 1000);
      return { id, epoch, state: 'deferred', nextAttemptAt, error: verdict.reason };
    }
    case 'moved':
    case 'unreachable':
    case 'process':
      return { id, epoch, state: 'pending', error: verdict.reason };
    case 'released':
      return { id, epoch, state: 'pending', untried: true };
  }
}

/**
 * What became of a digest by its parts; `null` while one of them is undecided.
 *
 * Where some parts arrived and others did not, the digest is `uncertain`: none of its stories is told twice by itself,
 * and the reader can ask for them.
 */
export function digestStateOf(
  parts: readonly { state: DeliveryState; error: string | null }[],
): Pick<FinishedDigest, 'state' | 'reason'> | null {
  const having = (state: DeliveryState) => parts.filter((part) => part.state === state);
  const arrived = having('sent').length;
  const [uncertain] = having('uncertain');
  const [failed] = having('failed');
  const expired = having('expired').length;
  if (arrived + having('uncertain').length + having('failed').length + expired < parts.length) return null;
  if (arrived === parts.length) return { state: 'sent', reason: null };
  if (uncertain) return { state: 'uncertain', reason: uncertain.error };
  if (arrived > 0) return { state: 'uncertain', reason: `${arrived} of ${parts.length} parts arrived` };
  return failed ? { state: 'failed', reason: failed.error } : { state: 'expired', reason: null };
}
