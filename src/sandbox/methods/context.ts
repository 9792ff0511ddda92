import { checkedText, type TextLimits, type TextSource } from '../text.js';
import type { Entity, Upload } from '../types.js';
import type { World } from '../world.js';

/** What a method may need beside its parameters. */
export interface CallContext {
  world: World;
  /** Files of a multipart request, by the name of their part. */
  files: Map<string, Upload>;
  /** What the record shall tell of this call beside its outcome. */
  notes: { dropped_entities?: number };
  /** A signal that is aborted when the asking side has gone; made only for the calls that wait. */
  gone(): AbortSignal;
}

/**
 * One method of the Bot API: takes checked parameters, gives what stands in `result`. Throws ApiError.
 * The parameters are `never` here because the schema, not the compiler, has checked that they are what the method declares.
 */
export type Method = (context: CallContext, params: never) => unknown;

/** A text as it will be stored; how many entities went with nobody told is noted for the record. Throws ApiError 400. */
export function textOf(
  { notes }: CallContext,
  source: TextSource,
  limits: TextLimits,
): { text: string; entities: Entity[] } {
  const { text, entities, dropped } = checkedText(source, limits);
  if (dropped > 0) notes.dropped_entities = dropped;
  return { text, entities };
}
