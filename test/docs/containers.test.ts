import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../../src/config.js';

const read = (file: string) => readFileSync(path.join(PROJECT_FOLDER, file), 'utf8');
const compose = read('compose.yaml');

/** The lines of compose.yaml below a key of its first level, by the names on the second. */
function partsOf(section: string): Map<string, string> {
  const [, body = ''] = compose.split(new RegExp(`^${section}:\\n`, 'm'));
  const end = body.search(/^\S/m);
  const parts = (end < 0 ? body : body.slice(0, end)).split(/^ {2}(?=\w)/m).filter((part) => /^\w/.test(part));
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(':')), part]));
}

test('compose.yaml keeps what it mounts, and opens nothing but to this machine', () => {
  const services = partsOf('services');
  const mounted = [...services.values()].flatMap((service) =>
    [...service.matchAll(/^ {6}- ([\w-]+):\//gm)].map(([, name]) => name),
  );
  expect(mounted.sort()).toEqual([...partsOf('volumes').keys()].sort());
  for (const [, address] of compose.matchAll(/^ {6}- (\S*:\d+:\d+)$/gm)) expect(address).toMatch(/^127\.0\.0\.1:/);
  const always = [...services].filter(([, service]) => !service.includes('profiles:')).map(([name]) => name);
  expect(always).toEqual(['bot', 'postgres']);
  for (const [, name = ''] of compose.matchAll(/^ {6}(\w+):\n {8}condition: service_healthy$/gm)) {
    expect(services.get(name), `${name} has a check to wait for`).toContain('healthcheck:');
  }
});

test('the Dockerfile copies what is let in, ends as no root, and has a check', () => {
  const dockerfile = read('Dockerfile');
  const letIn = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) => files.split(' '));
  expect([...new Set(copied)].sort()).toEqual(letIn.sort());
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM'));
  expect(last).toMatch(/^USER node$/m);
  expect(last.indexOf('\nUSER')).toBeGreaterThan(last.lastIndexOf('\nRUN'));
  expect(last).toMatch(/^HEALTHCHECK /m);
  expect(last).toMatch(/^ENTRYPOINT \[/m);
});
