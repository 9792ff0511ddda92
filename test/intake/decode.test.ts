import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/intake/decode.js';

const TEXT = 'Щойно в Яворові: «Її ґава з’їла п’ять їжаків» – повідомили очевидці, і це не жарт.';
const inXml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><rss>${TEXT}</rss>`;

describe('decoding', () => {
  it.each(['windows-1251', 'koi8-u', 'cp1125', 'utf-8'])('goes by the XML prolog: %s', (encoding) => {
    const xml = inXml(encoding).replace(/[ґ’«»–]/g, '-');
    expect(decode(iconv.encode(xml, encoding)).text).toBe(xml);
  });

  it.each(['windows-1251', 'koi8-u', 'iso-8859-5'])('goes by the HTTP header: %s', (encoding) => {
    const text = TEXT.replace(/[ґ’«»–]/g, '-');
    expect(decode(iconv.encode(text, encoding), { contentType: `text/xml; charset="${encoding}"` }).text).toBe(text);
  });

  it.each(['windows-1251', 'koi8-u', 'iso-8859-5'])('tells %s by its letters where nothing names it', (encoding) => {
    const text = TEXT.replace(/[ґ’«»–]/g, '-');
    expect(decode(iconv.encode(text, encoding)).text).toBe(text);
  });

  it('goes by <meta charset> in a page', () => {
    const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>${TEXT}`;
    expect(decode(iconv.encode(page, 'win1251'))).toEqual({ text: page, encoding: 'windows-1251' });
  });

  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ])('believes the byte order mark of %s before anything else', (encoding, mark) => {
    const bytes = Buffer.concat([Buffer.from(mark), iconv.encode(inXml('windows-1251'), encoding)]);
    expect(decode(bytes, { contentType: 'text/xml; charset=koi8-r' }).text).toBe(inXml('windows-1251'));
  });

  it.each(['utf-16le', 'utf-16be'])('knows %s without a mark by its zeros', (encoding) => {
    expect(decode(iconv.encode(inXml('utf-16'), encoding)).text).toBe(inXml('utf-16'));
  });

  it('takes valid UTF-8 for what it is, whatever header and prolog say', () => {
    const xml = inXml('ISO-8859-1');
    expect(decode(Buffer.from(xml), { contentType: 'text/xml; charset=windows-1251' }).text).toBe(xml);
  });

  it('asks the document where the server says Latin-1, as servers do by default', () => {
    const xml = inXml('windows-1251');
    expect(decode(iconv.encode(xml, 'win1251'), { contentType: 'text/xml; charset=iso-8859-1' }).text).toBe(xml);
  });

  it.each([
    ['windows-1251', 'koi8-u'],
    ['koi8-u', 'windows-1251'],
    ['koi8-u', 'koi8-r'],
    ['iso-8859-5', 'windows-1251'],
    ['windows-1251', 'iso-8859-1'],
  ])('sees that a document in %s is not in the encoding that it names: %s', (encoding, named) => {
    const xml = inXml(named).replace(/[ґ’«»–]/g, '-');
    expect(decode(iconv.encode(xml, encoding)).text).toBe(xml);
    expect(decode(iconv.encode(TEXT, encoding), { contentType: `text/xml; charset=${named}` }).encoding).toBe(encoding);
  });

  it.each(['windows-1251', 'koi8-u', 'iso-8859-5'])('tells %s by a text in capitals', (encoding) => {
    const text = 'У ЯВОРОВІ УХВАЛИЛИ БЮДЖЕТ НА НАСТУПНИЙ РІК';
    expect(decode(iconv.encode(text, encoding)).text).toBe(text);
  });

  it('keeps the quotes and dashes of windows-1252', () => {
    const text = '“Déjà vu” – l’été';
    expect(decode(iconv.encode(text, 'win1252'), { contentType: 'text/html; charset=windows-1252' }).text).toBe(text);
  });

  it('keeps a text of UTF-8 in which a character was cut in two', () => {
    const bytes = Buffer.from(TEXT.repeat(3));
    const broken = Buffer.concat([bytes.subarray(0, 101), bytes.subarray(102)]);
    expect(decode(broken).encoding).toBe('utf-8');
    expect(decode(broken).text).toContain(TEXT);
  });

  it('loses nothing before the end when the end is cut within a character', () => {
    const bytes = Buffer.from('Яворів');
    expect(decode(bytes.subarray(0, bytes.length - 1)).text).toBe('Яворі');
  });

  it('reads undeclared French as Latin-1', () => {
    expect(decode(Buffer.from('nombre d\xe9tudes sugg\xe8rent', 'latin1')).text).toBe('nombre détudes suggèrent');
  });
});
