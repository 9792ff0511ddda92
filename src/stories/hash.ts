/** FNV-1a over UTF-16 units: a signed 32-bit integer, the same wherever and whenever it is made, so that it may be stored. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash | 0;
}
