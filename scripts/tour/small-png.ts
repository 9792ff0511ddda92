import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Enough for letters on a plain ground; a byte could number 256. */
const MOST_COLOURS = 96;
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * A screenshot with a palette of its 96 commonest colours, the others taken for the nearest: to the eye the same, and
 * less than half the bytes.
 * @param png as Chromium writes it: eight bits a channel, not interlaced.
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const placeOf = (colour: number) => {
    const place = places.get(colour) ?? nearest(palette, colour);
    places.set(colour, place);
    return place;
  };
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((pixel, at) => {
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = placeOf(pixel);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, colours by their place in the palette.
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => channelsOf(colour)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The pixels of a picture, 0xRRGGBB each, row by row. */
function decode(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3];
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const packed = inflateSync(Buffer.concat(parts));
  const line = width * channels;
  const bytes = Buffer.alloc(line * height);
  for (let row = 0; row < height; row++) {
    const filter = packed[row * (line + 1)] ?? 0;
    for (let place = 0; place < line; place++) {
      const at = row * line + place;
      const left = place < channels ? 0 : (bytes[at - channels] ?? 0);
      const above = row === 0 ? 0 : (bytes[at - line] ?? 0);
      const corner = place < channels || row === 0 ? 0 : (bytes[at - line - channels] ?? 0);
      const value = packed[row * (line + 1) + 1 + place] ?? 0;
      bytes[at] = value + predicted(filter, { left, above, corner });
    }
  }
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = bytes.readUIntBE(at * channels, 3);
  return { width, height, pixels };
}

/** What a row's filter takes a byte to be by its neighbours (PNG, section 9). */
function predicted(filter: number, { left, above, corner }: { left: number; above: number; corner: number }): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const off = (one: number) => Math.abs(left + above - corner - one);
      if (off(left) <= off(above) && off(left) <= off(corner)) return left;
      return off(above) <= off(corner) ? above : corner;
    }
    default:
      return 0;
  }
}

function nearest(palette: readonly number[], colour: number): number {
  const wanted = channelsOf(colour);
  let best = { place: 0, far: Number.POSITIVE_INFINITY };
  for (const [place, one] of palette.entries()) {
    const far = channelsOf(one).reduce((sum, value, channel) => sum + (value - (wanted[channel] ?? 0)) ** 2, 0);
    if (far < best.far) best = { place, far };
  }
  return best.place;
}

function channelsOf(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
