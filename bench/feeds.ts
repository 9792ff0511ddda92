import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { UnreadableFeedError } from '../src/intake/feeds/errors.js';
import { type FeedReading, readFeed } from '../src/intake/feeds/feed.js';
import { type Claim, claimsInComment, contentTypeIn } from './feeds/comment.js';
import { claimsBeside } from './feeds/companion.js';

const USAGE = 'npm run bench -- feeds FOLDER ... [--all]';
const FEED = /\.(?:xml|rss|rdf|atom|json)$/i;
/** How many differences are printed, unless --all asks for every one. */
const SHOWN = 30;

/**
 * Reads every feed under the folders and prints how long the slowest took, which are refused and why, and where a
 * reading differs from what is expected: of a file NAME.json or NAME_expected.json beside NAME.xml (a feed as gofeed
 * writes it), or of a comment «Expect: …» in the feed itself (an expression as feedparser's tests have them).
 */
export async function run(args: string[]): Promise<void> {
  const folders = args.filter((argument) => argument !== '--all');
  if (folders.length === 0) throw new Error(`Usage: ${USAGE}`);
  const files = (await Promise.all(folders.map(filesUnder))).flat().sort();
  const tally = { read: 0, refused: 0, crashed: 0, claims: 0, kept: 0 };
  const times: { file: string; ms: number }[] = [];
  const differences: string[] = [];
  const refusals: string[] = [];
  for (const file of files) {
    const claims = await claimsBeside(file);
    if (claims === 'companion') continue;
    const bytes = await readFile(file);
    const started = performance.now();
    const reading = readingOf(bytes, contentTypeIn(bytes));
    times.push({ file, ms: performance.now() - started });
    if (typeof reading === 'string') {
      const isCrash = reading.startsWith('crashed');
      tally[isCrash ? 'crashed' : 'refused']++;
      refusals.push(`${file}: ${reading}`);
      continue;
    }
    tally.read++;
    for (const claim of [...claims, ...claimsInComment(bytes)]) {
      tally.claims++;
      const got = claim.of(reading);
      if (claim.holds(got)) tally.kept++;
      else differences.push(differenceOf(file, claim, got));
    }
  }
  const most = args.includes('--all') ? Number.POSITIVE_INFINITY : SHOWN;
  for (const line of [...refusals.slice(0, most), ...differences.slice(0, most)]) console.log(line);
  times.sort((a, b) => b.ms - a.ms);
  console.log({
    files: times.length,
    ...tally,
    differences: differences.length,
    slowest: times.slice(0, 3).map(({ file, ms }) => `${path.basename(file)} ${ms.toFixed(1)} ms`),
    milliseconds: Number(times.reduce((sum, { ms }) => sum + ms, 0).toFixed(0)),
  });
}

/** Everything in it is read, the texts too; or why it is not. */
function readingOf(bytes: Uint8Array, contentType: string | null): FeedReading | string {
  try {
    const reading = readFeed(bytes, { contentType, zone: 'UTC' });
    for (const item of reading.items) void [item.text, item.summary, item.image];
    return reading;
  } catch (error) {
    return `${error instanceof UnreadableFeedError ? 'refused' : 'crashed'}: ${(error as Error).message}`;
  }
}

function differenceOf(file: string, { fact, expected }: Claim, got: unknown): string {
  const brief = (value: unknown) => JSON.stringify(value)?.slice(0, 300);
  return `${file}: ${fact} is ${brief(got)}, expected ${brief(expected)}`;
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && FEED.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
