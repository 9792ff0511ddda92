// What the Dockerfile does, without an engine: each COPY and RUN of its stages in plain folders, by whoever runs this, and
// then the program as the image starts it, until it is healthy. An argument: a PostgreSQL to use instead of the embedded one.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = mkdtempSync(path.join(tmpdir(), 'korotko-container-'));
const stages = new Map();
/** What only an image has: users, and folders outside of the program's. */
const OF_THE_IMAGE = /^(mkdir|chown) .*\/var\/lib\//;

const instructions = readFileSync('Dockerfile', 'utf8')
  .replaceAll(/^\s*#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1).trim()]);

let stage = null;
let entry = [];
let command = [];
let healthCheck = [];
const settings = {};
try {
  for (const [name, rest] of instructions) {
    console.log(`${name} ${rest}`);
    if (name === 'FROM') {
      const alias = / AS (\w+)$/i.exec(rest)?.[1] ?? `stage${stages.size}`;
      stage = path.join(root, alias);
      mkdirSync(stage);
      stages.set(alias, stage);
    } else if (name === 'COPY') copy(rest);
    else if (name === 'RUN' && !OF_THE_IMAGE.test(rest)) {
      execFileSync('sh', ['-ec', rest], { cwd: stage, stdio: ['ignore', 'inherit', 'inherit'] });
    } else if (name === 'ENV') {
      for (const pair of rest.split(' '))
        settings[pair.slice(0, pair.indexOf('='))] = pair.slice(pair.indexOf('=') + 1);
    } else if (name === 'HEALTHCHECK') healthCheck = JSON.parse(rest.slice(rest.indexOf('[')));
    else if (name === 'ENTRYPOINT') entry = JSON.parse(rest);
    else if (name === 'CMD') command = JSON.parse(rest);
  }
  await startAsTheImageDoes();
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

function copy(rest) {
  const from = /^--from=(\w+) /.exec(rest)?.[1];
  const files = rest.replace(/^--from=\w+ /, '').split(' ');
  const target = path.join(stage, files.at(-1));
  for (const file of files.slice(0, -1)) {
    const source = from ? path.join(stages.get(from), path.relative('/app', file)) : file;
    const isInto = files.at(-1).endsWith('/');
    cpSync(source, isInto ? path.join(target, path.basename(file)) : target, { recursive: true });
  }
}

async function startAsTheImageDoes() {
  const [database] = process.argv.slice(2);
  if (!database) {
    console.log('built; name a PostgreSQL (postgres://…) to start it: the image carries none');
    return;
  }
  const env = {
    PATH: process.env.PATH,
    ...settings,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: '18080',
    SANDBOX_PORT: '0',
    DATA_DIR: path.join(root, 'key'),
    DATABASE_URL: database,
  };
  const program = spawn(entry[0], [...entry.slice(1), ...command], { cwd: stage, env, stdio: 'inherit' });
  const ended = new Promise((resolve) => program.once('exit', resolve));
  let isHealthy = false;
  for (let n = 0; n < 60 && !isHealthy && program.exitCode === null; n++) {
    await sleep(1000);
    try {
      execFileSync(healthCheck[0], healthCheck.slice(1), { env, stdio: 'ignore' });
      isHealthy = true;
    } catch {
      // Not yet.
    }
  }
  program.kill('SIGTERM');
  const code = await ended;
  console.log(isHealthy && code === 0 ? 'healthy, and ended in order' : `not healthy, or ended with ${code}`);
  if (!isHealthy || code !== 0) process.exitCode = 1;
}
