import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../../src/config.js';
import { UnreadableArticleError } from '../../../src/intake/errors.js';
import { readPage } from '../../../src/intake/pages/page.js';
import { korotko } from '../../support/command.js';

const URL_OF_PAGE = 'https://www.homin.example/news/17/?utm_source=telegram';
const TITLE = 'Яворів ухвалив бюджет на 2025 рік';
const TEXT = [
  'Міська рада Яворова ухвалила бюджет громади на наступний рік.',
  'За документ проголосували 24 депутати, повідомила секретарка ради Ірина Ткачик.',
  '«Найбільше грошей піде на ремонт шкіл і лікарні», – сказала вона після засідання.',
];
const asParagraphs = TEXT.map((text) => `<p>${text}</p>`).join('\n');
const read = (html: string | Uint8Array, url: string | null = URL_OF_PAGE) => readPage({ html, url });

describe('a page as news sites make them', () => {
  const page = `<!doctype html><html lang="uk"><head><title>${TITLE} | Гомін</title>
    <meta property="og:title" content="${TITLE}"><meta property="og:site_name" content="Гомін"><meta property="og:image" content="/i/17.jpg">
    <link rel="canonical" href="https://homin.example/news/17">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Гомін"},
      {"@type":"NewsArticle","headline":"Яворів","datePublished":"2024-10-28T13:20:00+02:00"}]}</script></head><body>
    <div class="cookie-bar">Ми використовуємо файли cookie. <a href="#">Погоджуюсь</a></div>
    <nav><a href="/">Головна</a><a href="/politics">Політика</a></nav>
    <article><h1>${TITLE}</h1><span class="date">28 жовтня 2024, 13:20</span><span class="views">1 024 перегляди</span>
    <div class="share"><a>Facebook</a><a>Telegram</a></div>
    <figure><img src="/i/17.jpg"><figcaption>Фото: пресслужба</figcaption></figure>
    <div class="text"><p>${TEXT[0]}</p><p>Читайте також: <a href="/16">У Яворові відкрили новий міст</a></p>
    <h2>Що далі</h2><p>${TEXT[1]}</p><p><a href="/15">Хто стане старостою Немирова</a></p>
    <blockquote class="twitter-tweet"><p>Our post</p></blockquote>
    <p>${TEXT[2]}<br><br>Засідання тривало дві години.</p><p>Реклама</p>
    <p>Підписуйтесь на наш <a href="https://t.me/homin">канал у Telegram</a>!</p></div>
    <div class="tags"><a>бюджет</a><a>Яворів</a></div></article>
    <aside class="related"><h3>Останні новини</h3><a href="/14">Синоптики обіцяють дощ на вихідні</a></aside>
    <footer>© 2024 Гомін. Усі права захищені.</footer></body></html>`;

  it('gives its article whole, and nothing of what stands around it', async () => {
    expect(await read(page)).toEqual({
      title: TITLE,
      text: [TEXT[0], 'Що далі', TEXT[1], TEXT[2], 'Засідання тривало дві години.'].join('\n\n'),
      publisher: 'Гомін',
      url: 'https://homin.example/news/17',
      publishedAt: new Date('2024-10-28T11:20:00Z'),
      language: 'uk',
      image: 'https://www.homin.example/i/17.jpg',
    });
  });

  it('keeps a sentence that stands in one paragraph with a call to read something else', async () => {
    const call = 'Читайте також: <a href="/16">У Яворові відкрили новий міст</a>';
    const fused = page.replace(
      /<p>Читайте також:.*?<\/p>/,
      `<p>${call} Засідання транслювали наживо для всіх мешканців.</p>`,
    );
    const { text } = await read(fused);
    expect(text).toContain('\n\nЗасідання транслювали наживо для всіх мешканців.\n\n');
    expect(text).not.toContain('новий міст');
  });

  it('reads an article in a form that holds the whole page, and leaves a form beside it out', async () => {
    const { text } = await read(page);
    const inForm = page.replace('<article>', '<form action="/"><article>').replace('</article>', '</article></form>');
    expect((await read(inForm)).text).toBe(text);
    const vote = '<form action="/vote"><p>Чи підтримуєте ви бюджет? Голосуйте.</p></form>';
    expect((await read(page.replace('<div class="tags">', `${vote}<div class="tags">`))).text).toBe(text);
  });

  it('believes the site what its article’s text is, and not where that is a teaser', async () => {
    const reader = `<p>${'Читач довго розповідає, як колись було в громаді, і що він про все це думає. '.repeat(3)}</p>`;
    const around = (name: string, text: string) =>
      `<h1>${TITLE}</h1><div class="main"><div class="${name}">${text}</div><div class="wall">${reader.repeat(2)}</div></div>`;
    const text = asParagraphs.repeat(2).replace('Міська', 'Знову міська');
    expect((await read(around('article-text', text))).text).not.toContain('Читач');
    expect((await read(around('article-text', '<p>Стислий анонс цієї новини.</p>'))).text).toContain('Читач');
  });

  it('leaves out a link that only a label introduces, and keeps a sentence that is a link', async () => {
    const { text } = await read(
      page.replace(
        '<p>Реклама</p>',
        '<p>Деталі: <a href="/3">Скільки коштує ремонт школи</a></p><p>Нагадаємо: <a href="/4">бюджет обговорювали місяць.</a></p>',
      ),
    );
    expect(text).not.toContain('Скільки коштує');
    expect(text).toContain('Нагадаємо: бюджет обговорювали місяць.');
  });

  it('gives the same from bytes in windows-1251', async () => {
    const bytes = iconv.encode(page.replace('<head>', '<head><meta charset="windows-1251">'), 'win1251');
    expect(await read(bytes)).toEqual(await read(page));
  });

  it('names no address where none is known, and takes the page’s own', async () => {
    expect((await read(page, null)).url).toBe('https://homin.example/news/17');
    expect((await read(asParagraphs, null)).url).toBeNull();
  });

  it('lets a page name only its own site', async () => {
    const claims = page.replace('https://homin.example/news/17', 'https://other.example/news/1');
    expect((await read(claims)).url).toBe('https://www.homin.example/news/17');
    const frontPage = page.replace('https://homin.example/news/17', 'https://homin.example/');
    expect((await read(frontPage)).url).toBe('https://www.homin.example/news/17');
  });
});

describe('pages of other kinds', () => {
  it('reads text that only line breaks part, in a table', async () => {
    const html = `<table><tr><td><a href="/">Новини</a></td><td><h1>${TITLE}</h1>28.10.2024 13:20<br><br>${TEXT.join('<br><br>')}</td></tr></table>`;
    expect(await read(html)).toMatchObject({
      title: TITLE,
      text: TEXT.join('\n\n'),
      publishedAt: new Date('2024-10-28T11:20:00Z'),
    });
  });

  it('keeps the teaser that stands outside the text', async () => {
    const long = [
      ...TEXT.slice(1),
      'Зміни до бюджету можна буде подати до кінця листопада, нагадали в міській раді.',
      'Попередній бюджет громади ухвалювали двічі, бо перше голосування оскаржили в суді.',
    ];
    const html = `<article><header><h1>${TITLE}</h1><div class="article__lead">${TEXT[0]}</div></header><div class="article__text">${long.map((text) => `<p>${text}</p>`).join('')}</div></article>`;
    expect((await read(html)).text).toBe([TEXT[0], ...long].join('\n\n'));
  });

  it('takes the heading over titles that are cut or made for machines, and a title over a logo', async () => {
    const head = `<head><title>Бюджет Яворова 2025: сума, новини | Гомін</title><meta property="og:title" content="Яворів ухвалив бюджет…"></head>`;
    expect((await read(`${head}<h1>${TITLE}</h1>${asParagraphs}`)).title).toBe(TITLE);
    const logo = `<head><title>${TITLE} | Гомін</title></head><h1>Гомін</h1>`;
    expect((await read(`${logo}${asParagraphs}`)).title).toBe(TITLE);
  });

  it('takes the text out of JSON-LD where scripts draw the page', async () => {
    const json = JSON.stringify({ '@type': 'NewsArticle', headline: TITLE, articleBody: TEXT.join('\n') });
    expect(
      await read(`<head><script type="application/ld+json">${json}</script></head><div id="app"></div>`),
    ).toMatchObject({
      title: TITLE,
      text: TEXT.join('\n\n'),
    });
  });

  it.each([
    ['an empty page', ''],
    [
      'a list of headlines',
      Array.from(
        { length: 40 },
        (_, i) => `<li><a href="/${i}">Новина за номером ${i} про справи громади</a></li>`,
      ).join(''),
    ],
    ['a page of an error', '<h1>404</h1><p>Сторінку не знайдено.</p>'],
  ])('says that there is no article on %s', async (_, html) => {
    await expect(read(html)).rejects.toMatchObject({ name: 'UnreadableArticleError', reason: 'no-text' });
  });
});

describe('hostile pages', () => {
  it('reads the text under 5,000 nested elements', async () => {
    const html = `${'<div>'.repeat(5000)}${asParagraphs}${'</div>'.repeat(5000)}`;
    expect((await read(html)).text).toBe(TEXT.join('\n\n'));
  });

  it('stops a page that takes more than its time, and goes on with the next one', async () => {
    const heavy = `<body>${'<p>Слово за словом, і так до кінця. </p>'.repeat(200)}${'<div><span></div><table><b></table>'.repeat(280_000)}`;
    const hostile = read(heavy).then(
      () => 'read',
      (error: Error) => error,
    );
    const next = read(`<h1>${TITLE}</h1>${asParagraphs}`);
    const outcome = await hostile;
    expect(outcome === 'read' || outcome instanceof UnreadableArticleError).toBe(true);
    expect((await next).text).toBe(TEXT.join('\n\n'));
  });

  it('refuses a page of more than 10 MB at once', async () => {
    await expect(read(new Uint8Array(10 * 1024 * 1024 + 1))).rejects.toMatchObject({ reason: 'too-long' });
  });
});

describe('the thread that reads pages', () => {
  const page = `<h1>${TITLE}</h1>${asParagraphs}`;

  it('works under tsx and lets the program end', async () => {
    const address = new URL('../../../src/intake/pages/page.ts', import.meta.url).href;
    const program = `import('${address}').then(async ({ readPage }) => console.log((await readPage({ html: ${JSON.stringify(page)}, url: null })).title))`;
    const options = { cwd: PROJECT_FOLDER };
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], options);
    expect(stdout.trim()).toBe(TITLE);
  });

  it('works in the program as it is built, where no tsx is', async () => {
    const { stdout } = await korotko(['pipe', 'page'], { input: JSON.stringify({ html: page, url: URL_OF_PAGE }) });
    expect(JSON.parse(stdout)).toMatchObject({ title: TITLE });
  });
});
