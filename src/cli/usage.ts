import path from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command was asked for wrongly; its message says what is wrong and what would be right. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * `parseArgs` of Node whose complaints are {@link UsageError}s.
 * @throws UsageError on an unknown option, or one without its value.
 */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A path as the user means it: from where he stands, which under `npm run` is INIT_CWD and not the project's folder. */
export function userPath(given: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
}
