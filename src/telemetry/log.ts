import pino from 'pino';

/**
 * The program's log: JSON lines on standard error, so that standard output stays the command's own.
 *
 * Keys are the same everywhere: `source`, `article`, `story`, `chat` (our id), `schedule`, `digest`, `delivery`, `count`,
 * `durationMs`, `outcome`, `err`. The bot token, the texts of messages and the names of people never stand in a line.
 */
export type Log = pino.Logger;

/** Opens the log. */
export function openLog(options: { level: string }): Log {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => describeError(error) },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** A log that says nothing, for commands whose output is their answer, and for tests. */
export function silentLog(): Log {
  return pino({ level: 'silent' });
}

/** A token in an address («…/bot123:AA…/sendMessage»), as the Bot API's HTTP errors carry it. */
const TOKEN = /\d{5,12}:[A-Za-z0-9_-]{30,50}/g;

function describeError(error: unknown): { type: string; message: string; stack?: string; cause?: string } {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutSecrets(String(error)) };
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    ...(error.stack ? { stack: withoutSecrets(error.stack) } : {}),
    ...(error.cause ? { cause: withoutSecrets(String(error.cause)) } : {}),
  };
}

/** A failed query's values, as drizzle puts them into its message: names and words of people may stand there. */
const PARAMETERS = /\nparams: [^\n]*/g;

/** The text without bot tokens and without the values of queries. */
export function withoutSecrets(text: string): string {
  return text.replace(TOKEN, '<token>').replace(PARAMETERS, '');
}
