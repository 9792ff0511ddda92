import { BlockList, isIP } from 'node:net';

/**
 * What stands for this machine, its neighbours or nobody: the IANA registries of special-purpose IPv4 and IPv6 addresses
 * (RFC 6890 and its successors), with multicast and class E.
 */
const closed = new BlockList();
for (const range of [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, and the clouds' metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
]) {
  const [network, prefix] = range.split('/');
  closed.addSubnet(network!, Number(prefix), 'ipv4');
}
for (const range of [
  '2001::/23', // Teredo, ORCHID and other protocols
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: carries any IPv4 address
  '3fff::/20', // documentation
]) {
  const [network, prefix] = range.split('/');
  closed.addSubnet(network!, Number(prefix), 'ipv6');
}

/** All that is handed out to the public internet; loopback, private, link-local and multicast lie outside. */
const global = new BlockList();
global.addSubnet('2000::', 3, 'ipv6');
/** NAT64: an IPv4 address in the last 32 bits, as networks without IPv4 reach most of the internet. */
const translated = new BlockList();
translated.addSubnet('64:ff9b::', 96, 'ipv6');

/** Is this an address of the public internet, v4 or v6? Mapped, translated and compatible forms go by what they carry. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return !closed.check(bare, 'ipv4');
  if (family !== 6) return false;
  if (translated.check(bare, 'ipv6')) return isPublicAddress(lastFourBytes(bare));
  return global.check(bare, 'ipv6') && !closed.check(bare, 'ipv6');
}

/** The IPv4 address in the last 32 bits of an IPv6 address. */
function lastFourBytes(address: string): string {
  // The URL parser writes every form of an IPv6 address in one way, in hexadecimal groups.
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':');
  const [high, low] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [high! >> 8, high! & 255, low! >> 8, low! & 255].join('.');
}
