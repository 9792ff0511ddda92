// npm run build: the program in two files of dist/ (itself, and the thread that reads documents), with what it reads beside
// them. One file starts in half of the time that six hundred take to be found and read.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = path.join(ROOT, 'src');
const BUILT = path.join(ROOT, 'dist');
const STAMP = path.join(BUILT, 'stamp');
/** It comes as a file of its own for each platform, which is loaded where it lies. */
const NOT_BUNDLED = ['@resvg/resvg-js'];
/** What packages of the older kind call inside a module. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);";

/** Builds, unless dist/ is what would come of it. */
export async function buildIfChanged() {
  const stamp = stampOf();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  // Whoever starts meanwhile finds the old program or the new one, each file whole.
  const unfinished = path.join(ROOT, `dist.new-${process.pid}`);
  try {
    await bundle(unfinished);
    cpSync(SOURCES, unfinished, { recursive: true, filter: (file) => isFolder(file) || !file.endsWith('.ts') });
    for (const file of filesIn(unfinished)) {
      const target = path.join(BUILT, path.relative(unfinished, file));
      mkdirSync(path.dirname(target), { recursive: true });
      renameSync(file, target);
    }
    writeFileSync(STAMP, stamp);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function bundle(folder) {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { main: 'src/main.ts', worker: 'src/intake/thread/worker.ts' },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // What compiles is checked elsewhere (npm run check:types).
    tsconfigRaw: {},
    external: NOT_BUNDLED,
    banner: { js: REQUIRE },
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [{ name: 'own-addresses', setup: keepOwnAddresses }],
    write: false,
  });
  mkdirSync(folder, { recursive: true });
  for (const { path: file, text } of outputFiles) writeFileSync(file, file.endsWith('.js') ? inAscii(text) : text);
  // Its helper would stay as long as this process.
  await esbuild.stop();
}

/** A module finds what lies beside it as if it had a file of its own still. */
function keepOwnAddresses({ onLoad }) {
  onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => {
    const text = readFileSync(file, 'utf8');
    if (!file.startsWith(SOURCES) || !text.includes('import.meta.url')) return undefined;
    const own = path.relative(SOURCES, file).replaceAll('\\', '/').replace(/\.ts$/, '.js');
    return { loader: 'ts', contents: text.replaceAll('import.meta.url', `new URL('./${own}', import.meta.url).href`) };
  });
}

/**
 * With one sign beyond Latin-1 in it V8 holds a whole file in two bytes a sign: 16 MB of the program's where 8 do. Those that
 * esbuild leaves stand in raw templates, which take no escapes but values, and in patterns and comments, which take them.
 */
function inAscii(text) {
  const escaped = (signs) => signs.replace(/[\u0080-\uffff]/g, codeOf);
  return text
    .replace(/String\.raw`(?:[^`\\]|\\.|\\\n)*`/g, (template) =>
      template.replace(/\\?[\u0080-\uffff]+/g, (signs) => `\${${escaped(JSON.stringify(signs))}}`),
    )
    .replace(/(\\*)([\u0080-\uffff])/g, (_, slashes, sign) => slashes.slice(slashes.length % 2) + codeOf(sign));
}

function codeOf(sign) {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What the program is made of: the sources, the packages and this script, by names, sizes and times. */
function stampOf() {
  const hash = createHash('sha256');
  for (const file of [
    ...filesIn(SOURCES),
    path.join(ROOT, 'package-lock.json'),
    fileURLToPath(import.meta.url),
  ].sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((file) => !isFolder(file));
}

function isFolder(file) {
  return statSync(file).isDirectory();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildIfChanged();
