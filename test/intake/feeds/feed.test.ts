import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { UnreadableFeedError } from '../../../src/intake/feeds/errors.js';
import { readFeed } from '../../../src/intake/feeds/feed.js';

const first = (document: string | Uint8Array, options = {}) => readFeed(document, options).items[0]!;
const rss = (item: string, attributes = '') =>
  `<?xml version="1.0"?><rss version="2.0" ${attributes}><channel><title>Гомін</title>${item}</channel></rss>`;

const PLAIN = {
  title: 'Яворів ухвалив бюджет',
  url: 'https://homin.example/17',
  publishedAt: new Date('2024-10-28T11:20:00Z'),
};

describe('feeds of every kind say the same', () => {
  it.each([
    [
      'RSS 0.91',
      '<rss version="0.91"><channel><item><title>Яворів ухвалив бюджет</title><link>https://homin.example/17</link><pubDate>Mon, 28 Oct 2024 13:20:00 +0200</pubDate></item></channel></rss>',
    ],
    [
      'RSS 1.0 with Dublin Core',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
       <channel rdf:about="x"><items><rdf:Seq><rdf:li resource="https://homin.example/17"/></rdf:Seq></items></channel>
       <item rdf:about="https://homin.example/17"><title>Яворів ухвалив бюджет</title><link>https://homin.example/17</link><d:date>2024-10-28T13:20+02:00</d:date></item></rdf:RDF>`,
    ],
    [
      'RSS 2.0 with a default namespace',
      rss(
        '<item><title><![CDATA[Яворів ухвалив бюджет]]></title><link>https://homin.example/17</link><pubDate>28.10.2024 13:20</pubDate></item>',
        'xmlns="http://backend.userland.com/rss2"',
      ),
    ],
    [
      'Atom 0.3',
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Яворів ухвалив бюджет</title><link rel="alternate" href="https://homin.example/17"/><issued>2024-10-28T11:20:00Z</issued></entry></feed>',
    ],
    [
      'Atom 1.0 under a prefix, with a base',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://homin.example/"><a:entry><a:title type="html">&lt;b&gt;Яворів&lt;/b&gt; ухвалив бюджет</a:title><a:link rel="self" href="/feed"/><a:link href="17"/><a:updated>2024-10-28T11:20:00Z</a:updated></a:entry></a:feed>',
    ],
    [
      'JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":17,"url":"https://homin.example/17","title":"Яворів ухвалив бюджет","date_published":"2024-10-28T13:20:00+02:00"}]}',
    ],
  ])('%s', (_, document) => {
    expect(first(document)).toMatchObject(PLAIN);
  });
});

describe('what stands in an item', () => {
  it('is read from the usual extensions where the feed’s own elements are missing', () => {
    const item = first(
      rss(
        `<item><dc:title>Заголовок</dc:title><dc:description>Стисло.</dc:description><dc:date>2024-10-28T11:20:00Z</dc:date>
         <itunes:keywords>бюджет, Яворів</itunes:keywords><dc:subject>Громада</dc:subject><category domain="x">Політика</category>
         <media:group><media:content url="/small.jpg" medium="image" width="100"/><media:content url="/big.jpg" medium="image" width="900"/></media:group></item>`,
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss"',
      ),
      { url: 'https://homin.example/rss' },
    );
    expect(item).toMatchObject({
      title: 'Заголовок',
      summary: 'Стисло.',
      publishedAt: new Date('2024-10-28T11:20:00Z'),
      categories: ['бюджет', 'Яворів', 'Громада', 'Політика'],
      image: 'https://homin.example/big.jpg',
    });
  });

  it.each([
    [
      'content:encoded',
      '<content:encoded><![CDATA[<p>Перший &laquo;абзац&raquo;.</p><p>Другий<br/>рядок.</p>]]></content:encoded>',
    ],
    [
      'yandex:full-text, escaped twice',
      '<yandex:full-text><![CDATA[&lt;p&gt;Перший «абзац».&lt;/p&gt;&lt;p&gt;Другий&lt;br/&gt;рядок.&lt;/p&gt;]]></yandex:full-text>',
    ],
    ['markup that nobody escaped', '<content:encoded><p>Перший «абзац».</p><p>Другий<br/>рядок.</p></content:encoded>'],
  ])('the whole text comes out of %s as paragraphs', (_, element) => {
    expect(first(rss(`<item><title>Т</title><description>Стисло</description>${element}</item>`))).toMatchObject({
      summary: 'Стисло',
      text: 'Перший «абзац».\n\nДругий\nрядок.',
    });
  });

  it('takes XHTML of Atom as text, and its picture', () => {
    const entry =
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Один.</p><p>Два &amp; три. <img src="https://homin.example/i.png"/></p></div></content>';
    expect(first(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${entry}</entry></feed>`)).toMatchObject({
      text: 'Один.\n\nДва & три.',
      image: 'https://homin.example/i.png',
    });
  });

  it('reads the dates of a Ukrainian feed by Kyiv’s clock, of another by UTC, and of any by the clock it is told', () => {
    const item = (title: string) =>
      rss(`<item><title>${title}</title><pubDate>2024-10-28 13:20:00</pubDate></item>`).replace('Гомін', title);
    expect(first(item('Бюджет')).publishedAt).toEqual(new Date('2024-10-28T11:20:00Z'));
    expect(first(item('Budget')).publishedAt).toEqual(new Date('2024-10-28T13:20:00Z'));
    expect(first(item('Budget'), { zone: 'Europe/Warsaw' }).publishedAt).toEqual(new Date('2024-10-28T12:20:00Z'));
  });

  it('takes a permanent guid for the address where there is no link, and no other guid', () => {
    expect(first(rss('<item><guid isPermaLink="true">https://homin.example/17</guid></item>')).url).toBe(
      'https://homin.example/17',
    );
    expect(first(rss('<item><guid isPermaLink="false">https://homin.example/17</guid></item>')).url).toBeNull();
    expect(first(rss('<item><guid>17</guid></item>'))).toMatchObject({ url: null, id: '17' });
  });

  it('parts a call to read another article from the sentences that it stands among', () => {
    const call = '<strong>Читайте також: <a href="/1">У Немирові відкрили міст</a></strong>';
    const said = ['Громада збирає кошти на школу.', 'Роботи почнуть навесні.'];
    const textOf = (html: string) =>
      first(rss(`<item><title>а</title><description><![CDATA[${html}]]></description></item>`)).summary;
    const parted = 'Читайте також: У Немирові відкрили міст';
    expect(textOf(`<p>${call} ${said[1]}</p>`)).toBe(`${parted}\n\n${said[1]}`);
    expect(textOf(`<p>${said[0]} ${call}. ${said[1]}</p>`)).toBe(`${said[0]}\n\n${parted}\n\n${said[1]}`);
    expect(textOf(`<p>${said[0]}<br>${call}${said[1]}</p>`)).toBe(`${said[0]}\n\n${parted}\n\n${said[1]}`);
    const without = `<p>Мер радить: «Читайте <a href="/2">також книжки</a> про місто».</p>`;
    expect(textOf(without)).toBe('Мер радить: «Читайте також книжки про місто».');
  });

  it('keeps a sign that only looks like markup', () => {
    expect(
      first(rss('<item><title>Ціна &lt; 100 грн: List&lt;int&gt; &amp;amp; &amp;laquo;усе&amp;raquo;</title></item>'))
        .title,
    ).toBe('Ціна < 100 грн: List<int> & «усе»');
  });

  it('takes the names of RSS 1.0 and the words of Atom as they are meant', () => {
    const rdf =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="https://homin.example/17"><title>а</title></item></rdf:RDF>';
    expect(first(rdf).id).toBe('https://homin.example/17');
    const title = Buffer.from('Її <b>ґава</b>').toString('base64');
    const atom = (entry: string) => `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk">${entry}</feed>`;
    expect(first(atom(`<entry><title mode="base64" type="text/html">${title}</title></entry>`)).title).toBe('Її ґава');
    expect(readFeed(atom('<entry/>')).language).toBe('uk');
    const media = `<entry><m:group xmlns:m="http://search.yahoo.com/mrss/"><m:description>Слово</m:description></m:group></entry>`;
    expect(first(atom(media)).summary).toBe('Слово');
  });

  it('loses nothing behind an embedding that nobody closed, or that closes itself', () => {
    const textOf = (html: string) =>
      first(rss(`<item><title>а</title><description><![CDATA[${html}]]></description></item>`)).summary;
    expect(textOf('<p>Один.</p><iframe src="/v"><p>Два.</p>')).toBe('Один.\n\nДва.');
    expect(textOf('<p>Один.</p><iframe src="/v"/><p>Два.</p>')).toBe('Один.\n\nДва.');
    expect(textOf('<p>Один.</p><iframe src="/v">запис</iframe><p>Два.</p>')).toBe('Один.\n\nДва.');
  });

  it('reads the quotes of windows-1252 in a feed that says it is in another encoding', () => {
    expect(first(rss('<item><title>Don\u0092t &#147;stop&#148;</title></item>')).title).toBe('Don’t “stop”');
  });

  it('says how long the feed asks for peace', () => {
    expect(readFeed(rss('<ttl>30</ttl><item/>')).timeToLive).toBe(1800);
    expect(
      readFeed(rss('<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><item/>'))
        .timeToLive,
    ).toBe(1800);
    expect(readFeed(rss('<item/>')).timeToLive).toBeNull();
  });

  it('reads windows-1251 as the prolog says', () => {
    const document = `<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><title>Її ґанок</title></item></channel></rss>`;
    expect(first(iconv.encode(document, 'win1251')).title).toBe('Її ґанок');
  });
});

describe('broken feeds', () => {
  const titles = (document: string) => readFeed(document).items.map((item) => [item.title, item.url]);
  const ONE = '<item><title>Один</title><link>https://homin.example/1</link></item>';

  it('gives the finished items of a feed that breaks off, and of the last one only what was finished', () => {
    expect(titles(`<rss><channel>${ONE}<item><title>Два</title><link>https://homin.ex`)).toEqual([
      ['Один', 'https://homin.example/1'],
      ['Два', null],
    ]);
  });

  it('ends elements that nobody ended where their neighbour begins', () => {
    expect(
      titles(
        '<rss><channel><item><title>Один<link>https://homin.example/1</link><item><title>Два</title></channel></rss>',
      ),
    ).toEqual([
      ['Один', 'https://homin.example/1'],
      ['Два', null],
    ]);
  });

  it('reads over bare ampersands, HTML entities, control characters, and blanks and a mark before the prolog', () => {
    const document = `\n \uFEFF<?xml version="1.0"?><rss><channel><item><title>AT&T &amp; &nbsp;&laquo;Ко&raquo;\u0007</title><link>https://homin.example/?a=1&b=2</link></item></channel></rss>`;
    expect(readFeed(document).items[0]).toMatchObject({ title: 'AT&T & «Ко»', url: 'https://homin.example/?a=1&b=2' });
  });

  it('expands no entity of the document and reads no file', () => {
    const document = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>${ONE.replace('Один', '&b;&f;')}`;
    expect(readFeed(`<rss><channel>${document}</channel></rss>`).items[0]!.title).toBe('&b;&f;');
  });

  it('refuses 20,000 nested elements by name, and leaves them out of an item’s text', () => {
    expect(() => readFeed(`<rss><channel><item>${'<a>'.repeat(20_000)}`)).toThrow(UnreadableFeedError);
    const nested = `<item><title>Один</title><description><![CDATA[Стисло.${'<div>'.repeat(20_000)}]]></description></item>`;
    expect(first(rss(nested))).toMatchObject({ title: 'Один', summary: 'Стисло.' });
  });

  it('keeps at most 2,000 items', () => {
    expect(readFeed(`<rss><channel>${ONE.repeat(3000)}</channel></rss>`).items).toHaveLength(2000);
  });

  it.each([
    ['a web page', '<!doctype html><html><body>404</body></html>', /web page/],
    ['nothing', '', /empty/],
    ['other XML', '<catalog><book/></catalog>', /neither RSS/],
    ['other JSON', '{"error": 404}', /not a JSON feed/],
    ['half a JSON feed', '{"version": "https://jsonfeed.org/version/1", "items": [{"id"', /not a JSON feed/],
  ])('says of %s that it is no feed', (_, document, message) => {
    expect(() => readFeed(document)).toThrow(message);
  });

  it('answers any bytes with a feed or an UnreadableFeedError', () => {
    const pieces = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<link/>',
      '<![CDATA[',
      ']]>',
      '&amp',
      '&#x0;',
      '"',
      '<',
      '>',
      'слово',
      '<entry',
      ' href="',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '\u0000',
      '-->',
      '<!--',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        try {
          return Array.isArray(readFeed(parts.join('')).items);
        } catch (error) {
          return error instanceof UnreadableFeedError;
        }
      }),
      { numRuns: 500 },
    );
  });
});
