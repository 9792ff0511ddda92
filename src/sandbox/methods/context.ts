import type { Upload } from '../types.js';
import type { World } from '../world.js';

/** What a method may need beside its parameters. */
export interface CallContext {
  world: World;
  /** Files of a multipart request, by the name of their part. */
  files: Map<string, Upload>;
  /** A signal that is aborted when the asking side has gone; made only for the calls that wait. */
  gone(): AbortSignal;
}

/**
 * One method of the Bot API: takes checked parameters, gives what stands in `result`. Throws ApiError.
 * The parameters are `never` here because the schema, not the compiler, has checked that they are what the method declares.
 */
export type Method = (context: CallContext, params: never) => unknown;
