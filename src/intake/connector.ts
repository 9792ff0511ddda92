import { ADDRCONFIG } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { FetchError } from './fetch-errors.js';

/** Finds the addresses of a name; rejects with Node's DNS errors. */
export type Resolve = (name: string) => Promise<string[]>;

/**
 * Opens connections only to addresses that `mayConnect` allows: as a rule, those of the public internet. The check stands
 * here, behind DNS and before connecting, so that a name that changes its answer between a check and its use gains
 * nothing: what was checked is what is connected to. A name with one public and one private address is refused: no
 * honest site has one.
 */
export function guardedConnector(options: {
  timeout: number;
  resolve: Resolve;
  mayConnect: (address: string) => boolean;
}): buildConnector.connector {
  const { timeout, mayConnect } = options;
  const lookup = checkedLookup(async (name) => {
    const addresses = await options.resolve(name);
    const closed = addresses.find((address) => !mayConnect(address));
    if (closed !== undefined) throw forbidden(name, closed);
    return addresses;
  });
  const connect = buildConnector({ timeout, lookup, allowH2: false });
  return (target, callback) => {
    // An address in place of a name asks no DNS.
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !mayConnect(host)) return callback(forbidden(host, host), null);
    connect(target, (error, socket) => {
      if (error) return callback(error, null);
      const reached = socket.remoteAddress;
      if (reached !== undefined && mayConnect(reached)) return callback(null, socket);
      socket.destroy();
      callback(forbidden(host, reached ?? 'an unknown address'), null);
    });
  };
}

/** Node's way of asking for addresses: one or all of them. */
function checkedLookup(resolve: Resolve): LookupFunction {
  return (name, options, callback) => {
    resolve(name).then(
      (addresses) => {
        const all = addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = all;
        if (!first) callback(new FetchError('unknown-host', `There is no host ${name}.`), '', 0);
        else if (options.all) callback(null, all);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, '', 0),
    );
  };
}

function forbidden(name: string, address: string): FetchError {
  return new FetchError(
    'forbidden-address',
    `${name === address ? name : `${name} leads to ${address}, which`} is not on the public internet. Set ALLOW_PRIVATE_NETWORKS=true if it is yours.`,
  );
}

/** How long a name server may take, ms, each of two times. */
const DNS_TIMEOUT = 3000;
/** What says that the name servers know nothing, as against that they did not answer. */
const UNKNOWN = new Set(['ENOTFOUND', 'ENODATA', 'ECONNREFUSED', 'EBADNAME', 'ESERVFAIL', 'EREFUSED']);

/**
 * Asks the name servers by itself, since the system's own way waits in a pool of four threads that files and gzip share:
 * a few slow names would hold up everything. Names that only this machine knows (hosts file) are left to the system.
 */
export async function resolveHost(name: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT, tries: 2 });
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const found = [...(four.status === 'fulfilled' ? four.value : []), ...(six.status === 'fulfilled' ? six.value : [])];
  if (found.length > 0) return found;
  const failure = four.status === 'rejected' ? (four.reason as NodeJS.ErrnoException) : null;
  if (failure && !UNKNOWN.has(failure.code ?? '')) throw failure;
  return (await lookup(name, { all: true, hints: ADDRCONFIG })).map(({ address }) => address);
}
