import { startApp } from '../app.js';
import type { Config } from '../config.js';
import { ROLES, type Role } from '../roles.js';
import { keepHeapSmall } from '../telemetry/heap.js';
import { openLog } from '../telemetry/log.js';
import type { Command } from './command.js';
import { configuration } from './environment.js';
import { readArguments, UsageError } from './usage.js';

/** After this the program ends without waiting any longer; ms. Whoever stops it counts on ten seconds. */
const STOP_LIMIT_MS = 9_500;

/** `korotko start`: runs the bot, or one part of it, until it is told to stop (SIGINT, SIGTERM). */
export const start: Command = async (args) => {
  const { values } = readArguments({ args: [...args], options: { role: { type: 'string', default: 'all' } } });
  const role = roleOf(values.role);
  keepHeapSmall();
  const config = configuration();
  if (role !== 'all' && config.botToken === null) {
    throw new UsageError(`--role ${role} needs BOT_TOKEN: the sandbox lives in one process that does everything.`);
  }
  const log = openLog({ level: config.logLevel });
  const told = untilToldToStop();
  const app = await startApp({ config, log, role });
  process.stdout.write(app.page === null ? telegramBanner(config, role) : sandboxBanner(app.page));

  const failure = await Promise.race([
    told.then(() => null),
    app.ended.then(
      () => null,
      (error: unknown) => ({ error }),
    ),
  ]);
  const timer = setTimeout(() => {
    log.fatal('the program did not stop in time; what was under way is settled at the next start');
    process.exit(1);
  }, STOP_LIMIT_MS);
  await app.stop();
  clearTimeout(timer);
  if (failure) throw failure.error;
  return 0;
};

function roleOf(given: string): Role {
  const role = ROLES.find((one) => one === given);
  if (!role)
    throw new UsageError(`--role must be one of ${ROLES.join(', ')}; «${given}» is none. Example: start --role sender`);
  return role;
}

/** npm and the shell may both pass a signal on: the second one must not end a program that is draining. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

function sandboxBanner(page: string): string {
  return `
  Коротко працює в пісочниці: це Telegram лише для цього комп’ютера.
  Korotko runs in the sandbox: a Telegram for this machine alone.

    ${page}

  Відкрийте цю адресу, натисніть «Почати» та оберіть теми — перший дайджест прийде одразу.
  Open this address, press «Почати» (Start) and choose topics: the first digest comes at once.

  До Telegram: візьміть токен у @BotFather і запустіть BOT_TOKEN=… npm start
  To Telegram: get a token from @BotFather and run BOT_TOKEN=… npm start

  Ctrl-C зупиняє все. Ctrl-C stops everything.

`;
}

function telegramBanner(config: Config, role: Role): string {
  const part = role === 'all' ? '' : ` [${role}]`;
  return `Коротко${part} працює в Telegram (${new URL(config.botApiRoot).host}). Ctrl-C зупиняє. Korotko runs on Telegram; Ctrl-C stops it.\n`;
}
