import type { Fetcher } from './fetch.js';
import { FetchError } from './fetch-errors.js';

/** Which paths of a site may be fetched, by its robots.txt (RFC 9309). */
export interface Robots {
  allows(path: string): boolean;
}

/** RFC 9309, 2.5: at least 500 KiB are read. */
const LONGEST = 512 * 1024;
const MOST_RULES = 5000;

/** Reads a robots.txt as the robot of this name: the group that names it, else the group for all. */
export function readRobots(text: string, robot: string): Robots {
  const groups: { names: string[]; rules: { path: string; allow: boolean }[] }[] = [];
  let namesOpen = false;
  for (const line of text.slice(0, LONGEST).split(/\r\n|\r|\n/)) {
    const match = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line);
    const key = match?.[1]?.toLowerCase();
    const value = match?.[2]?.trim() ?? '';
    if (key === 'user-agent') {
      if (!namesOpen) groups.push({ names: [], rules: [] });
      groups.at(-1)!.names.push(value.toLowerCase());
      namesOpen = true;
    } else if (key === 'allow' || key === 'disallow') {
      namesOpen = false;
      const group = groups.at(-1);
      if (group && value !== '' && group.rules.length < MOST_RULES)
        group.rules.push({ path: value, allow: key === 'allow' });
    }
  }
  const named = groups.filter(({ names }) => names.includes(robot.toLowerCase()));
  const rules = (named.length > 0 ? named : groups.filter(({ names }) => names.includes('*'))).flatMap(
    (group) => group.rules,
  );
  // The longest pattern wins; where two are as long, what allows.
  rules.sort((a, b) => b.path.length - a.path.length || Number(b.allow) - Number(a.allow));
  return { allows: (path) => rules.find((rule) => matches(rule.path, path))?.allow ?? true };
}

/** `*` stands for anything, `$` at the end for the end. Without a regular expression: a pattern is a stranger's. */
function matches(pattern: string, path: string): boolean {
  const toEnd = pattern.endsWith('$');
  const [head = '', ...parts] = (toEnd ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(head)) return false;
  let at = head.length;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const found = isLast && toEnd ? path.length - part.length : path.indexOf(part, at);
    if (found < at || !path.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return !toEnd || at === path.length;
}

/** How long what a site allows is remembered, ms, and of how many sites. */
const REMEMBERED_FOR = 24 * 3_600_000;
const MOST_SITES = 5000;

/** What sites allow. */
export interface SiteRobots {
  /** Throws `FetchError`: with the reason `robots` where the site forbids the page, else why the site cannot be asked. */
  check(url: string): Promise<void>;
}

/** Asks each site once a day what it allows this robot to fetch. */
export function createRobots(options: { fetcher: Fetcher; robot: string; now: () => Date }): SiteRobots {
  const known = new Map<string, { robots: Promise<Robots>; until: number }>();
  return {
    async check(url) {
      const { origin, pathname, search } = new URL(url);
      const now = options.now().getTime();
      let site = known.get(origin);
      if (!site || site.until < now) {
        site = { robots: ask(origin), until: now + REMEMBERED_FOR };
        known.delete(origin);
        known.set(origin, site);
        for (const oldest of known.keys()) if (known.size > MOST_SITES) known.delete(oldest);
      }
      if (!(await site.robots).allows(pathname + search)) {
        throw new FetchError('robots', `${origin} asks robots not to read ${pathname}.`);
      }
    },
  };

  async function ask(origin: string): Promise<Robots> {
    try {
      const answer = await options.fetcher.fetch(`${origin}/robots.txt`, {
        accept: 'text/plain, */*;q=0.5',
        limit: LONGEST,
      });
      return readRobots(answer.kind === 'fetched' ? new TextDecoder().decode(answer.body) : '', options.robot);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      // RFC 9309, 2.3.1: no such file allows everything; a server in trouble is left alone.
      const inTrouble = error.status === null ? error.reason !== 'too-large' : error.status >= 500;
      if (!inTrouble) return { allows: () => true };
      known.delete(origin);
      throw error;
    }
  }
}
