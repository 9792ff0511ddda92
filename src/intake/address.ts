/**
 * The one address of a page among those that it is linked by: the host in lower case without its mobile and AMP forms,
 * no default port, fragment, password or tracking parameters, parameters in order, no slash at the end of a path.
 * `base` resolves a relative address. `null` for what is not an http(s) address.
 */
export function canonicalAddress(address: string, base?: string): string | null {
  const given = webAddress(address, base);
  if (!given) return null;
  const url = unwrapped(given);
  url.hash = '';
  url.username = '';
  url.password = '';
  url.hostname = canonicalHost(url.hostname);
  for (const [key, value] of [...url.searchParams]) if (isTracking(key, value)) url.searchParams.delete(key, value);
  url.searchParams.sort();
  url.pathname = canonicalPath(url.pathname);
  return url.href.replace(/\?$/, '');
}

/** Browsers and indexes of a database hold longer ones, but no page has one. */
const LONGEST_ADDRESS = 2048;

/**
 * An http(s) address with a host, resolved against `base`; `null` for anything else, and for one of more than
 * `LONGEST_ADDRESS` characters as it is written or as it is sent, with its letters as bytes.
 */
export function webAddress(address: string, base?: string): URL | null {
  const text = address.trim();
  if (text === '' || text.length > LONGEST_ADDRESS || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.hostname === '' || url.href.length > LONGEST_ADDRESS) return null;
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

/** Keys that only ever say how a reader came. */
const TRACKING_KEYS =
  /^(?:utm_\w+|\w*clid|gclsrc|gbraid|wbraid|igsh(?:id)?|mc_[ce]id|mkt_tok|_ga|_gl|_openstat|_hs\w+|ref_src|ref_url|referrer|wt[._]mc|cmpid|ito|xtor|xtref|smid|sr_share|tgrhash|amp|amp_\w+|amphtml|outputtype|ocid|guc\w+|fb_\w+|__twitter_impression|_x_tr_\w+|fromrss|sharetype)$/i;
/** Keys that may mean anything, and values that make them mean that. */
const DOUBTFUL_KEYS = /^(?:ref|from|source|src|via|share|shared|medium|campaign|feature|traffic_source|channel|utm)$/i;
const WAYS =
  /^(?:rss\w*|feed\w*|tg|telegram|viber|facebook|fb|twitter|x|instagram|youtube|tiktok|whatsapp|threads|linkedin|social|share|shared|email|e-mail|newsletter|push|google\w*|gnews|ukrnet|ukr\.?net|home|main|title|top|news|widget|related|mobile|app|1|true)?$/i;

function isTracking(key: string, value: string): boolean {
  return TRACKING_KEYS.test(key) || (DOUBTFUL_KEYS.test(key) && WAYS.test(value));
}

/** Takes a page out of the wrappers that others link it by: AMP caches and the redirects of search and social sites. */
function unwrapped(url: URL): URL {
  const inner =
    /^\/(?:[civ]\/)?(?<secure>s\/)?(?<rest>.+)$/.exec(
      url.hostname.endsWith('.cdn.ampproject.org') ? url.pathname : '',
    ) ?? /^\/amp\/(?<secure>s\/)?(?<rest>.+)$/.exec(/(?:^|\.)google\.[a-z.]+$/.test(url.hostname) ? url.pathname : '');
  if (inner?.groups) {
    return webAddress(`${inner.groups.secure ? 'https' : 'http'}://${inner.groups.rest}${url.search}`) ?? url;
  }
  const wrapper = `${url.hostname}${url.pathname}`;
  if (
    !/^(?:(?:www\.)?google\.[a-z.]+\/url|lm?\.facebook\.com\/l\.php|l\.instagram\.com\/|t\.me\/iv|away\.vk\.com\/away\.php)$/.test(
      wrapper,
    )
  )
    return url;
  const target =
    url.searchParams.get('url') ?? url.searchParams.get('q') ?? url.searchParams.get('u') ?? url.searchParams.get('to');
  return (target === null ? null : webAddress(target)) ?? url;
}

/** Second-level names under which others register: «m.com.ua» is a site of its own, not the mobile form of «com.ua». */
const SHARED_SUFFIX = /^(?:com|org|net|in|co|gov|edu|kiev|kyiv|lviv|od|kh|dp|pp|biz|info|ac)\.[a-z]{2}$/;

function canonicalHost(host: string): string {
  const bare = host.replace(/\.$/, '');
  const [first, ...rest] = bare.split('.');
  const site = rest.join('.');
  const isOther = /^(?:m|mobile|amp|pda|wap|touch)$/.test(first ?? '') && rest.length >= 2 && !SHARED_SUFFIX.test(site);
  return isOther ? site : bare;
}

function canonicalPath(path: string): string {
  const whole = path
    .replace(/\/{2,}/g, '/')
    .replace(/^\/amp(?=\/.)/, '')
    .replace(/\/amp\/?$/, '/')
    .replace(/\.amp(?=\.html?$|$)/, '')
    .replace(/\/index\.(?:html?|php)$/, '/')
    .replace(/%[\da-f]{2}/gi, (byte) => byte.toUpperCase());
  return whole.length > 1 ? whole.replace(/\/$/, '') : '/';
}
