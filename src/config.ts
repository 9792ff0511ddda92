import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The folder that holds package.json, whichever of src/ and dist/ runs. */
export const PROJECT_FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A setting that cannot be used; its message is one line: the variable, what is wrong, an example. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

interface Variable {
  /** What the value must be, for the error's one line. */
  must: string;
  example: string;
  /** Checks and converts a value that is set. */
  schema: z.ZodType;
}

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^-?\d{1,16}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));
const address = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol));

/** Every variable of the environment that the program reads; .env.example is tested against it. */
export const VARIABLES = {
  BOT_TOKEN: {
    must: 'be the token that @BotFather gave',
    example: '123456789:AAExampleExampleExampleExampleExample',
    schema: z.string().regex(/^\d{5,12}:[A-Za-z0-9_-]{30,50}$/),
  },
  BOT_API_ROOT: {
    must: 'be the http(s) address of a Bot API server, without a path behind it',
    example: 'https://api.telegram.org',
    schema: address('http:', 'https:').transform((value) => value.replace(/\/+$/, '')),
  },
  DATABASE_URL: {
    must: 'be a PostgreSQL address',
    example: 'postgres://korotko:secret@localhost:5432/korotko',
    schema: address('postgres:', 'postgresql:'),
  },
  DATA_KEY: {
    must: 'be 32 bytes as base64, or several such with commas between, the one that seals first',
    example: 'bm90LWEtcmVhbC1rZXktYnV0LTMyLWJ5dGVzLWxvbmc=',
    schema: z.string().regex(/^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$/),
  },
  DATA_DIR: { must: 'be a folder', example: '/var/lib/korotko', schema: z.string().min(1) },
  OPERATOR_CHAT_ID: {
    must: 'be the number of a Telegram chat',
    example: '123456789',
    schema: whole(-(2 ** 52), 2 ** 52).refine((id) => id !== 0),
  },
  SEEDS_AS_NEWS: { must: 'be true or false', example: 'true', schema: flag },
  POLL_SOURCES: { must: 'be true or false', example: 'true', schema: flag },
  ALLOW_PRIVATE_NETWORKS: { must: 'be true or false', example: 'true', schema: flag },
  PAID_BROADCAST: { must: 'be true or false', example: 'true', schema: flag },
  SEND_RATE: { must: 'be a whole number from 1 to 1000 (messages a second)', example: '29', schema: whole(1, 1000) },
  SENDS_IN_FLIGHT: { must: 'be a whole number from 1 to 200', example: '20', schema: whole(1, 200) },
  SANDBOX_PORT: { must: 'be a port from 0 (any free one) to 65535', example: '8484', schema: whole(0, 65535) },
  HTTP_PORT: { must: 'be a port from 0 (any free one) to 65535', example: '8080', schema: whole(0, 65535) },
  HTTP_HOST: {
    must: 'be the address to listen on',
    example: '0.0.0.0',
    schema: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/),
  },
  WEBHOOK_URL: {
    must: 'be the http(s) address at which Telegram reaches this program',
    example: 'https://bot.example.org/telegram',
    schema: address('http:', 'https:'),
  },
  WEBHOOK_SECRET: {
    must: 'be 16 to 256 letters, digits, «_» and «-»',
    example: 'Zm9yZXN0LXJhaW4tNDI',
    schema: z.string().regex(/^[A-Za-z0-9_-]{16,256}$/),
  },
  KEEP_ARTICLES_DAYS: { must: 'be a whole number from 8 to 3650', example: '90', schema: whole(8, 3650) },
  KEEP_DIGESTS_DAYS: { must: 'be a whole number from 8 to 3650', example: '180', schema: whole(8, 3650) },
  KEEP_DELIVERIES_DAYS: { must: 'be a whole number from 8 to 3650', example: '90', schema: whole(8, 3650) },
  KEEP_NOTICES_DAYS: { must: 'be a whole number from 8 to 3650', example: '365', schema: whole(8, 3650) },
  KEEP_JOURNALS_DAYS: { must: 'be a whole number from 8 to 3650', example: '365', schema: whole(8, 3650) },
  LLM_BASE_URL: {
    must: 'be the http(s) address of an endpoint that speaks OpenAI’s protocol, without a password in it',
    example: 'http://localhost:11434/v1',
    schema: address('http:', 'https:')
      .refine((value) => new URL(value).username === '' && new URL(value).password === '')
      .transform((value) => value.replace(/\/+$/, '')),
  },
  LLM_MODEL: { must: 'be the name of a model at LLM_BASE_URL', example: 'gemma3:12b', schema: z.string().max(200) },
  LLM_API_KEY: {
    must: 'be the key of LLM_BASE_URL, in visible Latin signs',
    example: 'sk-example',
    schema: z.string().regex(/^[\x21-\x7e]{1,500}$/),
  },
  LLM_DAILY_TOKENS: {
    must: 'be a whole number from 1000 to 1000000000',
    example: '1000000',
    schema: whole(1_000, 1_000_000_000),
  },
  LOG_LEVEL: {
    must: 'be one of fatal, error, warn, info, debug, trace, silent',
    example: 'info',
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  },
} as const satisfies Record<string, Variable>;

/** Their values never stand in a complaint. */
const SECRETS: ReadonlySet<string> = new Set([
  'BOT_TOKEN',
  'DATABASE_URL',
  'DATA_KEY',
  'WEBHOOK_SECRET',
  'LLM_API_KEY',
  'LLM_BASE_URL',
]);

type VariableName = keyof typeof VARIABLES;
type Value<Name extends VariableName> = z.output<(typeof VARIABLES)[Name]['schema']>;

/** The environment, checked. Without a token the program runs in the sandbox. */
export interface Config {
  /** `null`: the sandbox plays Telegram. */
  botToken: string | null;
  botApiRoot: string;
  /** `null`: the embedded Postgres in the data folder. */
  databaseUrl: string | null;
  /** Absolute path of the folder where the embedded database and the file of the data key live. */
  dataFolder: string;
  /** The keys to people's words and names, base64, with commas between; `null`: they are in a file of the data folder. */
  dataKey: string | null;
  operatorChatId: number | null;
  /** Do seed articles count as new? They do in the sandbox, unless told otherwise. */
  seedsAsNews: boolean;
  /** Are sources polled? The sandbox does not go out to the web unless told to. */
  pollSources: boolean;
  /** May sources and pages lie on private addresses, and on any port? */
  allowPrivateNetworks: boolean;
  /** Are messages beyond the free thirty a second paid for? */
  paidBroadcast: boolean;
  /** Messages a second that the token may send. */
  sendRate: number;
  /** Sends that may be under way at once, which is also the most that can become `uncertain` in a crash. */
  sendsInFlight: number;
  sandboxPort: number;
  /** Where health and metrics are asked for, and the webhook calls; `null`: nowhere. */
  http: { host: string; port: number } | null;
  /** Telegram calls here with its updates; `null`: the program asks for them. */
  webhook: { url: string; secret: string } | null;
  /** After so many days a row of each kind goes. */
  keepDays: { articles: number; digests: number; deliveries: number; notices: number; journals: number };
  /** Who writes stories up, and the tokens that he may take in a day, UTC; `null`: sentences of the articles alone. */
  model: { endpoint: { baseUrl: string; model: string; apiKey: string | null }; dailyTokens: number } | null;
  logLevel: Value<'LOG_LEVEL'>;
}

/**
 * Reads the environment. An empty value counts as unset.
 * @throws ConfigError on the first variable whose value cannot be used.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const read = <Name extends VariableName>(name: Name): Value<Name> | null => {
    const value = environment[name]?.trim();
    if (!value) return null;
    const { schema, must, example } = VARIABLES[name] as Variable;
    const result = schema.safeParse(value);
    if (result.success) return result.data as Value<Name>;
    const shown = SECRETS.has(name) ? 'its value does not' : `«${value.slice(0, 60)}» does not`;
    throw new ConfigError(`${name} must ${must}; ${shown}. Example: ${name}=${example}`);
  };
  const botToken = read('BOT_TOKEN');
  const httpPort = read('HTTP_PORT');
  const host = read('HTTP_HOST') ?? '127.0.0.1';
  const http = httpPort === null ? null : { host, port: httpPort };
  return {
    botToken,
    botApiRoot: read('BOT_API_ROOT') ?? 'https://api.telegram.org',
    databaseUrl: read('DATABASE_URL'),
    dataFolder: path.resolve(PROJECT_FOLDER, read('DATA_DIR') ?? 'data'),
    dataKey: read('DATA_KEY'),
    operatorChatId: read('OPERATOR_CHAT_ID'),
    seedsAsNews: read('SEEDS_AS_NEWS') ?? botToken === null,
    pollSources: read('POLL_SOURCES') ?? botToken !== null,
    allowPrivateNetworks: read('ALLOW_PRIVATE_NETWORKS') ?? false,
    ...sendingOf({ paid: read('PAID_BROADCAST'), rate: read('SEND_RATE'), inFlight: read('SENDS_IN_FLIGHT') }),
    sandboxPort: read('SANDBOX_PORT') ?? 8484,
    http,
    webhook: webhookOf({ url: read('WEBHOOK_URL'), secret: read('WEBHOOK_SECRET'), isListening: http !== null }),
    keepDays: {
      articles: read('KEEP_ARTICLES_DAYS') ?? 90,
      digests: read('KEEP_DIGESTS_DAYS') ?? 180,
      deliveries: read('KEEP_DELIVERIES_DAYS') ?? 90,
      notices: read('KEEP_NOTICES_DAYS') ?? 365,
      journals: read('KEEP_JOURNALS_DAYS') ?? 365,
    },
    model: modelOf({
      baseUrl: read('LLM_BASE_URL'),
      model: read('LLM_MODEL'),
      apiKey: read('LLM_API_KEY'),
      dailyTokens: read('LLM_DAILY_TOKENS') ?? 1_000_000,
    }),
    // Beside the sandbox's few lines for a person, a log line should mean that something is wrong.
    logLevel: read('LOG_LEVEL') ?? (botToken === null ? 'warn' : 'info'),
  };
}

/** Telegram's limits, messages a second: what goes out evenly below them does not arrive evenly. */
const FREE_LIMIT = 30;
const FREE_RATE = 29;
const PAID_RATE = 970;

function sendingOf(given: {
  paid: boolean | null;
  rate: number | null;
  inFlight: number | null;
}): Pick<Config, 'paidBroadcast' | 'sendRate' | 'sendsInFlight'> {
  const { paid, rate, inFlight } = given;
  const paidBroadcast = paid ?? false;
  if (rate !== null && rate > FREE_LIMIT && !paidBroadcast) {
    throw new ConfigError(
      `SEND_RATE must be at most ${FREE_LIMIT}, unless more is paid for; «${rate}» is not. Example: PAID_BROADCAST=true`,
    );
  }
  return {
    paidBroadcast,
    sendRate: rate ?? (paidBroadcast ? PAID_RATE : FREE_RATE),
    // A send takes Telegram a fraction of a second: 970 of them a second are many at once.
    sendsInFlight: inFlight ?? (paidBroadcast ? 200 : 20),
  };
}

/** An endpoint without a model's name cannot be asked. */
function modelOf(given: {
  baseUrl: string | null;
  model: string | null;
  apiKey: string | null;
  dailyTokens: number;
}): Config['model'] {
  const { baseUrl, model, apiKey, dailyTokens } = given;
  if (baseUrl === null) return null;
  if (model === null) {
    const { must, example } = VARIABLES.LLM_MODEL;
    throw new ConfigError(`LLM_MODEL must ${must}, since LLM_BASE_URL is set. Example: LLM_MODEL=${example}`);
  }
  return { endpoint: { baseUrl, model, apiKey }, dailyTokens };
}

/** A webhook needs a secret, or anybody could speak in people's names; and a port, or nobody hears it. */
function webhookOf(given: { url: string | null; secret: string | null; isListening: boolean }): Config['webhook'] {
  const { url, secret, isListening } = given;
  if (url === null) return null;
  if (secret === null) {
    const { must, example } = VARIABLES.WEBHOOK_SECRET;
    throw new ConfigError(`WEBHOOK_SECRET must ${must}, since WEBHOOK_URL is set. Example: WEBHOOK_SECRET=${example}`);
  }
  if (!isListening) {
    throw new ConfigError('HTTP_PORT must be set, since WEBHOOK_URL is: Telegram calls there. Example: HTTP_PORT=8080');
  }
  return { url, secret };
}
