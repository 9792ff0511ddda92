import { PROJECT_FOLDER } from '../config.js';
import type { Database } from '../db/connect.js';
import { openDatabase } from '../db/open.js';
import { webAddress } from '../intake/address.js';
import { decode } from '../intake/decode.js';
import type { Fetcher } from '../intake/fetch.js';
import { readBytes } from '../intake/files.js';
import { addStartingSources, openFetcher } from '../intake/intake.js';
import { addSource } from '../intake/sources/add.js';
import { checkSource } from '../intake/sources/check.js';
import { readOpml, writeOpml } from '../intake/sources/opml.js';
import { addSources, everySource, pauseSource, resumeSource } from '../intake/sources/store.js';
import type { Source } from '../intake/store.js';
import { isTopic, TOPICS, type Topic } from '../vocabulary.js';
import type { Command } from './command.js';
import { configuration } from './environment.js';
import { readArguments, UsageError, userPath } from './usage.js';

const USAGE = `usage: korotko sources add ADDRESS [--title TITLE] [--topic TOPIC]
               sources list
               sources check [ID|ADDRESS]
               sources pause ID
               sources resume ID
               sources import FILE.opml
               sources export`;

/** Sources that `check` reads at once. */
const CHECKED_AT_ONCE = 16;

interface Room {
  db: Database;
  fetcher: Fetcher;
  now: Date;
}

/** `korotko sources …`: looks after the feeds that are polled, whether the bot runs or not. */
export const sources: Command = async (args) => {
  const work = readRequest(args);
  const config = configuration();
  const database = await openDatabase(config);
  const fetcher = openFetcher({ ...config, db: database.db });
  try {
    const now = new Date();
    await addStartingSources(database.db, { projectFolder: PROJECT_FOLDER, now });
    return await work({ db: database.db, fetcher, now });
  } finally {
    await fetcher.close();
    await database.close();
  }
};

/** What is asked for, checked before anything is opened. */
function readRequest(args: readonly string[]): (room: Room) => Promise<number> {
  const { positionals, values } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: { title: { type: 'string' }, topic: { type: 'string' } },
  });
  const [action = '', given, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`too many words behind «${action}».\n${USAGE}`);
  if (action !== 'add' && (values.title ?? values.topic) !== undefined)
    throw new UsageError(`--title and --topic belong to «sources add».\n${USAGE}`);
  switch (action) {
    case 'add': {
      const options = { title: values.title, topic: topicOf(values.topic) };
      const address = addressOf(given);
      return (room) => add(room, address, options);
    }
    case 'list':
    case 'export':
      if (given !== undefined) throw new UsageError(`«sources ${action}» takes nothing behind it.\n${USAGE}`);
      return action === 'list' ? list : exportAll;
    case 'check':
      return given === undefined ? checkAll : (room) => checkOne(room, given);
    case 'pause':
    case 'resume': {
      const id = idOf(action, given);
      return (room) => turn(room, action, id);
    }
    case 'import': {
      if (given === undefined) throw new UsageError(`no file is named. Example: sources import feeds.opml\n${USAGE}`);
      return (room) => importFile(room, userPath(given));
    }
    default:
      throw new UsageError(`${action === '' ? 'what to do is missing' : `there is no «sources ${action}»`}.\n${USAGE}`);
  }
}

/** «homin.example» is meant as «https://homin.example». */
function addressOf(given: string | undefined): string {
  const address = webAddress(given?.includes('://') ? given : `https://${given ?? ''}`);
  if (!address || given === undefined)
    throw new UsageError(
      `${given === undefined ? 'no address is given' : `«${given}» is no http or https address`}. Example: sources add https://www.pravda.com.ua\n${USAGE}`,
    );
  return address.href;
}

function topicOf(given: string | undefined): Topic | undefined {
  if (given === undefined || isTopic(given)) return given;
  throw new UsageError(`--topic must be one of ${TOPICS.join(', ')}; «${given}» is none.`);
}

function idOf(action: string, given: string | undefined): number {
  if (given === undefined || !/^[1-9]\d{0,14}$/.test(given))
    throw new UsageError(
      `«sources ${action}» wants the number of a source. Example: sources ${action} 12; «sources list» shows the numbers.`,
    );
  return Number(given);
}

async function add(
  { db, fetcher, now }: Room,
  address: string,
  options: { title: string | undefined; topic: Topic | undefined },
): Promise<number> {
  const { source, outcome } = await addSource(db, address, { fetcher, now, ...options });
  process.stdout.write(`${outcome.padEnd(9)} ${source.id} ${source.title} ${source.url}\n`);
  return 0;
}

async function list({ db }: Room): Promise<number> {
  for (const source of await everyFeed(db)) {
    const state = stateOf(source);
    const trouble = state === 'paused' ? source.pausedReason : source.lastError;
    const why = trouble === null || state === 'working' ? '' : `\n${' '.repeat(20)}${trouble}`;
    const whose = source.deskId === null ? '' : `  (desk ${source.deskId})`;
    process.stdout.write(
      `${String(source.id).padStart(6)}  ${state.padEnd(11)} ${source.title}  ${source.url}${whose}${why}\n`,
    );
  }
  return 0;
}

/** Every source that is or was polled, desks' own among them. */
async function everyFeed(db: Database): Promise<Source[]> {
  return (await everySource(db)).filter(({ kind }) => kind === 'feed');
}

function stateOf(source: Source): 'working' | 'failing' | 'paused' | 'unconfirmed' {
  if (source.pausedAt !== null) return 'paused';
  if (!source.confirmed) return 'unconfirmed';
  return source.failures > 0 ? 'failing' : 'working';
}

async function checkAll(room: Room): Promise<number> {
  const waiting = (await everyFeed(room.db)).filter(({ pausedAt }) => pausedAt === null);
  return check(room, waiting);
}

async function checkOne(room: Room, given: string): Promise<number> {
  const isId = /^\d+$/.test(given);
  const address = isId ? null : addressOf(given);
  const found = (await everyFeed(room.db)).filter(({ id, url }) => (isId ? String(id) === given : url === address));
  if (found.length > 0) return check(room, found);
  process.stderr.write(
    `korotko sources: there is no source ${given}. «sources list» shows all; «sources add ADDRESS» adds one.\n`,
  );
  return 1;
}

/** Prints a line for each source as its answer comes. */
async function check(room: Room, found: readonly Source[]): Promise<number> {
  const waiting = [...found];
  let failures = 0;
  const work = async () => {
    for (let source = waiting.shift(); source; source = waiting.shift()) {
      const { id, title, url } = source;
      const checked = await checkSource(room.db, source, room);
      if (checked.works) {
        const { items, newestAt, confirmedNow } = checked;
        const newest = newestAt === null ? 'no dates' : `the newest of ${newestAt.toISOString().slice(0, 16)}Z`;
        process.stdout.write(
          `${(confirmedNow ? 'confirmed' : 'works').padEnd(9)} ${id} ${title} ${url}: ${items} items, ${newest}\n`,
        );
      } else {
        failures += 1;
        process.stdout.write(`failed    ${id} ${title} ${url}: ${checked.reason}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: CHECKED_AT_ONCE }, work));
  return failures > 0 ? 1 : 0;
}

async function turn({ db, now }: Room, action: 'pause' | 'resume', id: number): Promise<number> {
  const source = (await everyFeed(db)).find((one) => one.id === id);
  const refusal = !source
    ? `there is no source ${id}. «sources list» shows all.`
    : action === 'resume' && !source.confirmed
      ? `nobody has read source ${id} yet. «sources check ${id}» does, and takes it into the round.`
      : null;
  if (!source || refusal !== null) {
    process.stderr.write(`korotko sources: ${refusal}\n`);
    return 1;
  }
  if (action === 'pause') await pauseSource(db, id, { reason: 'Its operator paused it.', now });
  else await resumeSource(db, id, now);
  process.stdout.write(
    `${(action === 'pause' ? 'paused' : 'resumed').padEnd(9)} ${id} ${source.title} ${source.url}\n`,
  );
  return 0;
}

async function importFile({ db, now }: Room, file: string): Promise<number> {
  const listed = readOpml(decode(await readBytes(file)).text);
  const everybodys = listed.filter(({ desk }) => desk === undefined);
  const added = await addSources(db, everybodys, now);
  process.stdout.write(`added ${added} of ${everybodys.length}; the others were there already\n`);
  const own = listed.length - everybodys.length;
  if (own > 0)
    process.stdout.write(`left out ${own} that desks added for themselves: only a desk adds its own feeds\n`);
  return 0;
}

async function exportAll({ db }: Room): Promise<number> {
  const listed = (await everyFeed(db)).map((source) => ({
    title: source.title,
    url: source.url,
    siteUrl: source.siteUrl,
    topic: source.defaultTopic,
    language: source.language,
    unconfirmed: !source.confirmed,
    zone: source.zone,
    fullText: source.fullText,
    weight: source.weight,
    ...(source.pausedReason === null ? {} : { pausedReason: source.pausedReason }),
    ...(source.deskId === null ? {} : { desk: source.deskId }),
  }));
  process.stdout.write(writeOpml(listed, { title: 'Коротко' }));
  return 0;
}
