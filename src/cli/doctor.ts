import { stat, statfs } from 'node:fs/promises';
import { ALLOWED_UPDATES } from '../bot/updates.js';
import { type Config, ConfigError } from '../config.js';
import type { Connection, Database } from '../db/connect.js';
import { inspectDatabase } from '../db/inspect.js';
import { keyFile, namesOfKeys } from '../db/keys.js';
import { openDatabase } from '../db/open.js';
import { outcomeOf } from '../delivery/outcome.js';
import { openTelegram } from '../delivery/telegram.js';
import { lastArticleAt, sourcesByHealth } from '../intake/keep/store.js';
import { tryModel } from '../summaries/model/trial.js';
import { withoutSecrets } from '../telemetry/log.js';
import type { Command } from './command.js';
import { configuration } from './environment.js';
import { readArguments } from './usage.js';

/** What was found of one thing; where it is not well, what to do. */
type Finding = { what: string; is: 'well'; says: string } | { what: string; is: 'ill'; says: string; mend: string };

const well = (what: string, says: string): Finding => ({ what, is: 'well', says });
const ill = (what: string, says: string, mend: string): Finding => ({ what, is: 'ill', says, mend });

/** Schedules and leases go by seconds: a clock that is further off is wrong. */
const CLOCK_TOLERANCE_MS = 2_000;
/** An HTTP date has whole seconds, and an answer takes its time. */
const TELEGRAM_TOLERANCE_MS = 5_000;
const HEAD_LIMIT_MS = 10_000;
const LEAST_FREE_BYTES = 1024 ** 3;
const OLDEST_POSTGRES = 150_000;
const HOUR_MS = 3_600_000;

/**
 * `korotko doctor`: looks at everything that the bot stands on, and says of each what is wrong and what to do. 0: all is
 * well. Like `start`, it brings the database to the newest tables.
 */
export const doctor: Command = async (args) => {
  readArguments({ args: [...args], options: {} });
  const findings: Finding[] = [];
  const tell = (...found: Finding[]) => {
    findings.push(...found);
    for (const finding of found) process.stdout.write(`${lineOf(finding)}\n`);
  };
  const config = readOrTell(tell);
  if (config) {
    await lookAtDatabase(config, tell);
    tell(...(await lookAtTelegram(config)), await lookAtModel(config), lookAtZones(), await lookAtDisk(config));
  }
  return findings.every(({ is }) => is === 'well') ? 0 : 1;
};

type Tell = (...found: Finding[]) => void;

function lineOf(finding: Finding): string {
  const said = `${finding.is === 'well' ? 'ok ' : 'BAD'}  ${finding.what}: ${finding.says}`;
  return finding.is === 'well' ? said : `${said} ${finding.mend}`;
}

function readOrTell(tell: Tell): Config | null {
  try {
    const config = configuration();
    const where = config.botToken === null ? 'the sandbox, since BOT_TOKEN is not set' : 'a bot on Telegram';
    tell(well('configuration', where));
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    tell(ill('configuration', error.message, 'See .env.example.'));
    return null;
  }
}

async function lookAtDatabase(config: Config, tell: Tell): Promise<void> {
  let connection: Connection;
  try {
    connection = await openDatabase(config);
  } catch (error) {
    tell(ill('database', reasonOf(error), 'Nothing works without it.'));
    return;
  }
  try {
    const facts = await inspectDatabase(connection.db);
    const { version, versionNumber, size, migrations, clockAheadMs } = facts;
    const kind = config.databaseUrl === null ? 'embedded' : 'of DATABASE_URL';
    const says = `PostgreSQL ${version} (${kind}), ${Math.ceil(size / 1024 ** 2)} MB.`;
    tell(
      versionNumber < OLDEST_POSTGRES ? ill('database', says, 'Take PostgreSQL 15 or newer.') : well('database', says),
      migrations.applied > migrations.known
        ? ill('tables', 'they are of a newer version of this program.', 'Run that version, or restore a backup.')
        : well('tables', `the newest (${migrations.applied} of ${migrations.known}).`),
      await lookAtKeys(connection.db, config),
      lookAtClock(clockAheadMs),
      await lookAtSources(connection.db, config),
    );
  } finally {
    await connection.close();
  }
}

/** Whoever has the key and a backup has everything: it should not be readable by others. */
async function lookAtKeys(db: Database, config: Config): Promise<Finding> {
  const ids = await namesOfKeys(db);
  const where = config.dataKey === null ? keyFile(config) : 'DATA_KEY';
  const says = `people’s words and names stand under ${ids.join(', ')}, of ${where}.`;
  if (config.dataKey !== null) return well('data key', says);
  const { mode } = await stat(where);
  return (mode & 0o077) === 0
    ? well('data key', `${says} Keep a copy of it apart from the backups.`)
    : ill('data key', `others can read ${where}.`, `chmod 600 ${where}`);
}

function lookAtClock(aheadMs: number): Finding {
  const seconds = (Math.abs(aheadMs) / 1000).toFixed(1);
  if (Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS) return well('clock', `${seconds} s from the database’s.`);
  const says = `this machine’s clock is ${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} the database’s.`;
  return ill('clock', says, 'Let both be set by NTP (timedatectl set-ntp true).');
}

async function lookAtSources(db: Database, config: Config): Promise<Finding> {
  const { working, failing, paused, unconfirmed } = await sourcesByHealth(db);
  const last = await lastArticleAt(db);
  const says = `${working} working, ${failing} failing, ${paused} paused, ${unconfirmed} not checked; the last article came ${last ? last.toISOString() : 'never'}.`;
  if (!config.pollSources) return well('sources', `${says} They are not polled (POLL_SOURCES).`);
  if (working + failing === 0) return ill('sources', says, 'Add some: korotko sources add ADDRESS.');
  const isQuiet = last === null || Date.now() - last.getTime() > HOUR_MS;
  if (failing > working) return ill('sources', says, 'Is the network there? See: korotko sources check.');
  return isQuiet ? ill('sources', says, 'Does the bot run? See: korotko sources check.') : well('sources', says);
}

async function lookAtTelegram(config: Config): Promise<Finding[]> {
  if (config.botToken === null) return [well('token', 'none, and the sandbox needs none.')];
  const { api, close } = openTelegram({ token: config.botToken, apiRoot: config.botApiRoot, connections: 1 });
  try {
    const me = await api.getMe();
    const found = [well('token', `@${me.username} on ${new URL(config.botApiRoot).host}.`)];
    const info = await api.getWebhookInfo();
    const { url = '', pending_update_count: waiting, last_error_message: trouble, allowed_updates: kinds = [] } = info;
    const wanted = config.webhook?.url ?? '';
    if (url !== wanted) {
      const says = `Telegram calls ${url === '' ? 'nobody' : url}, and WEBHOOK_URL is ${wanted === '' ? 'not set' : wanted}.`;
      found.push(ill('updates', says, 'Start the bot: it tells Telegram.'));
    } else if (wanted !== '' && ALLOWED_UPDATES.some((kind) => !kinds.includes(kind))) {
      const missing = ALLOWED_UPDATES.filter((kind) => !kinds.includes(kind)).join(', ');
      found.push(ill('updates', `Telegram keeps some to itself: ${missing}.`, 'Start the bot: it asks for them.'));
    } else if (wanted !== '' && trouble) {
      found.push(ill('updates', `Telegram cannot call the webhook: ${trouble}.`, 'See to the proxy before it.'));
    } else {
      found.push(well('updates', `${waiting} wait at Telegram; ${wanted === '' ? 'long polling' : 'by the webhook'}.`));
    }
    found.push(await lookAtOperator(api, config), await lookAtTelegramsClock(config));
    return found;
  } catch (error) {
    const outcome = outcomeOf({ error });
    return outcome.kind === 'process'
      ? [ill('token', 'Telegram does not know it.', 'Copy BOT_TOKEN anew from @BotFather.')]
      : [
          ill(
            'token',
            `${config.botApiRoot} cannot be asked: ${reasonOf(error)}`,
            'See to the network and BOT_API_ROOT.',
          ),
        ];
  } finally {
    close();
  }
}

/** Alerts, and /admin, need a chat in which the bot may write. */
async function lookAtOperator(
  api: ReturnType<typeof openTelegram>['api'],
  { operatorChatId }: Config,
): Promise<Finding> {
  if (operatorChatId === null) {
    return well(
      'operator',
      'none: alerts go to the log alone, and nobody has /admin. To have both, set OPERATOR_CHAT_ID.',
    );
  }
  try {
    await api.getChat(operatorChatId);
    return well('operator', `the bot can write to ${operatorChatId}.`);
  } catch (error) {
    const says = `the bot cannot write to OPERATOR_CHAT_ID ${operatorChatId}: ${reasonOf(error)}`;
    return ill('operator', says, 'Send /start to the bot from that chat, or add the bot to it.');
  }
}

/** The embedded database has the clock of this machine: only somebody else can say that both are wrong. */
async function lookAtTelegramsClock({ botApiRoot }: Config): Promise<Finding> {
  const signal = AbortSignal.timeout(HEAD_LIMIT_MS);
  const answer = await fetch(botApiRoot, { method: 'HEAD', redirect: 'manual', signal }).catch(() => null);
  const told = Date.parse(answer?.headers.get('date') ?? '');
  if (Number.isNaN(told)) return well('time', 'Telegram’s server does not tell it.');
  const seconds = Math.round((Date.now() - told) / 1000);
  const says = `this machine’s clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} Telegram’s.`;
  if (Math.abs(seconds) * 1000 <= TELEGRAM_TOLERANCE_MS) return well('time', says);
  return ill('time', says, 'Digests come at the wrong time: let it be set by NTP (timedatectl set-ntp true).');
}

/** The model is asked to write up one invented article: that its endpoint answers says little. */
async function lookAtModel({ model }: Config): Promise<Finding> {
  if (model === null) return well('model', 'none, since LLM_BASE_URL is not set; no text is sent anywhere.');
  const { endpoint, dailyTokens } = model;
  const { writing, tokens, error } = await tryModel(endpoint);
  const who = `${endpoint.model} at ${new URL(endpoint.baseUrl).host}`;
  switch (writing.outcome) {
    case 'written':
      return well('model', `${who} wrote a sound summary for ${tokens} tokens of ${dailyTokens} a day.`);
    case 'refused':
      return ill(
        'model',
        `${who} answers, and its summary may not be shown: ${writing.reasons.join(', ')}.`,
        'Take a larger model.',
      );
    case 'failed':
      return ill('model', `${who}: ${error ?? 'no answer.'}`, 'See to LLM_BASE_URL, LLM_MODEL and LLM_API_KEY.');
  }
}

/** An old Node does not know the zone of Kyiv by its name, or its summer time. */
function lookAtZones(): Finding {
  const hourInKyiv = (at: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Kyiv', hour: '2-digit' }).format(new Date(at));
  try {
    const hours = `${hourInKyiv('2026-01-15T12:00:00Z')} ${hourInKyiv('2026-07-15T12:00:00Z')}`;
    if (hours === '14 15') return well('zones', `Europe/Kyiv is known (${process.versions.tz ?? 'of the system'}).`);
    return ill('zones', `noon of Greenwich would be ${hours} o’clock in Kyiv, winter and summer.`, 'Update Node.js.');
  } catch (error) {
    return ill('zones', reasonOf(error), 'Take a Node.js with full ICU.');
  }
}

async function lookAtDisk(config: Config): Promise<Finding> {
  if (config.databaseUrl !== null) return well('disk', 'the database’s, which is elsewhere.');
  const { bavail, bsize } = await statfs(config.dataFolder);
  const free = bavail * bsize;
  const says = `${(free / 1024 ** 3).toFixed(1)} GB are free at ${config.dataFolder}.`;
  return free < LEAST_FREE_BYTES ? ill('disk', says, 'Make room, or set DATA_DIR.') : well('disk', says);
}

function reasonOf(error: unknown): string {
  return withoutSecrets(error instanceof Error ? error.message : String(error));
}
