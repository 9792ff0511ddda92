import { decode } from '../../src/intake/decode.js';
import { type Claim, ofFeed, ofItem } from './claim.js';

export type { Claim } from './claim.js';

/** The Content-Type that a comment in the feed says it is served with. */
export function contentTypeIn(bytes: Uint8Array): string | null {
  return /Header:\s*Content-[Tt]ype:\s*(.+)/.exec(headOf(bytes))?.[1]?.trim() ?? null;
}

/** What a comment «Expect: …» in the feed expects of it, as far as it speaks of what we read. */
export function claimsInComment(bytes: Uint8Array): Claim[] {
  const expression = /Expect:\s*([\s\S]*?)\s*-->/.exec(headOf(bytes))?.[1] ?? '';
  return [
    ...expression.matchAll(
      /(?<where>feed|entries\[(?<place>\d+)\])\[u?'(?<key>\w+)'\](?<inner>(?:\[[^\]]+\])*)\s*==\s*(?:u?(?<quote>['"])(?<text>(?:\\.|(?!\k<quote>).)*)\k<quote>|\((?<tuple>[\d, ]+)\))/gs,
    ),
  ].flatMap(({ groups = {} }) => {
    const { where, place, key = '', inner = '', text, tuple } = groups;
    const told = tuple === undefined ? unescaped(text ?? '') : instantOf(tuple);
    return where === 'feed' ? feedClaims(key, inner, told) : itemClaims(Number(place), `${key}${inner}`, told);
  });
}

function feedClaims(key: string, inner: string, told: string): Claim[] {
  if (inner !== '' || told === '') return [];
  if (key === 'title') return [ofFeed.title(told)];
  if (key === 'link' && /^https?:/.test(told)) return [ofFeed.siteUrl(told)];
  return key === 'language' ? [ofFeed.language(told)] : [];
}

function itemClaims(place: number, key: string, told: string): Claim[] {
  if (told === '') return [];
  switch (key.replace(/u'/g, "'")) {
    case 'title':
      return [ofItem.title(place, told)];
    case 'link':
      return /^https?:/.test(told) ? [ofItem.url(place, told)] : [];
    case 'id':
    case 'guid':
      return [ofItem.id(place, told)];
    case 'published_parsed':
    case 'created_parsed':
    case 'updated_parsed':
      return [ofItem.date(place, told)];
    case 'description':
    case 'summary':
    case "content[0]['value']":
      return [ofItem.body(place, told)];
    case 'category':
    case "tags[0]['label']":
      return [ofItem.categories(place, [told])];
    default:
      return [];
  }
}

/** A tuple of Python's time.struct_time: year, month, day, hour, minute, second and what follows from them. */
function instantOf(tuple: string): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = tuple.split(',').map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString();
}

function unescaped(text: string): string {
  return text
    .replace(/\\(?:u([\da-f]{4})|x([\da-f]{2}))/gi, (_, wide, narrow) =>
      String.fromCharCode(Number.parseInt(wide ?? narrow, 16)),
    )
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\(['"\\])/g, '$1');
}

function headOf(bytes: Uint8Array): string {
  return decode(bytes.subarray(0, 4096)).text;
}
