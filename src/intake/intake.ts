import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../db/connect.js';
import type { Log } from '../telemetry/log.js';
import { createFetcher, type Fetcher, MANNERS } from './fetch.js';
import { sharedTurns } from './host-turns.js';
import { pollDueSources, type Round } from './poll.js';
import { createRobots } from './robots.js';
import { readOpml } from './sources/opml.js';
import { addSources } from './sources/store.js';

/** What a site's robots.txt calls us, and what we say of ourselves when we ask for something. */
export const ROBOT = 'Korotko';
const USER_AGENT = `${ROBOT}/0.1 (a news-digest bot for Telegram; reads feeds and their pages)`;

/**
 * Opens the way out to the web as this program uses it: under its name, with its manners, whichever of its processes goes.
 * @param options.interval between the starts of two requests to a host, ms: for tests.
 */
export function openFetcher(options: { db: Database; allowPrivateNetworks: boolean; interval?: number }): Fetcher {
  const { db, allowPrivateNetworks, interval = MANNERS.interval } = options;
  const turns = sharedTurns(db, { ...MANNERS, interval });
  return createFetcher({ userAgent: USER_AGENT, allowPrivateNetworks, interval, turns });
}

/** The polling of sources, open. */
export interface Intake {
  /** Polls every source that is due. */
  poll(): Promise<Round>;
  /** Ends a round at once: a source that was being read stays due, and nothing of it is half stored. */
  close(): Promise<void>;
}

/** Opens what polling needs, and adds the sources that an installation starts with where they are not there yet. */
export async function openIntake(options: {
  db: Database;
  log: Log;
  now: () => Date;
  allowPrivateNetworks: boolean;
  operatorChatId: number | null;
  /** The folder that holds package.json. */
  projectFolder: string;
}): Promise<Intake> {
  const { db, now } = options;
  await addStartingSources(db, { projectFolder: options.projectFolder, now: now() });
  const fetcher = openFetcher(options);
  const robots = createRobots({ fetcher, robot: ROBOT, now });
  return {
    poll: () => pollDueSources({ ...options, fetcher, robots }),
    close: () => fetcher.close(),
  };
}

/** Adds the sources of seeds/sources.opml that are not there yet; those that nobody has read stay off until they are checked. */
export async function addStartingSources(db: Database, options: { projectFolder: string; now: Date }): Promise<void> {
  const list = await readFile(path.join(options.projectFolder, 'seeds/sources.opml'), 'utf8');
  await addSources(db, readOpml(list), options.now);
}
