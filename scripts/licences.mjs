/**
 * Writes docs/licences.md: the packages that the running program is made of, with their licences, as the lock names
 * them. With --check it writes nothing, and ends with 1 where the document is not of this lock.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK = new URL('../package-lock.json', import.meta.url);
const DOCUMENT = new URL('../docs/licences.md', import.meta.url);

/** Licences under which a package may be used and passed on beside MIT. */
const ALLOWED =
  /^(?:MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|MPL-2\.0|OFL-1\.1|Unlicense|CC0-1\.0|PostgreSQL|Python-2\.0)$/;

const { packages } = JSON.parse(readFileSync(LOCK, 'utf8'));
/** @type {Map<string, Set<string>>} */
const byLicence = new Map();
for (const [place, { dev, license = 'unknown' }] of Object.entries(packages)) {
  if (place === '' || dev) continue;
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  byLicence.set(license, (byLicence.get(license) ?? new Set()).add(name));
}
const strange = [...byLicence.keys()].filter((licence) => {
  const choices = licence.replace(/[()]/g, '').split(' OR ');
  return !choices.some((choice) => choice.split(' AND ').every((one) => ALLOWED.test(one)));
});
if (strange.length > 0) {
  const names = strange.map((licence) => `${licence}: ${[...byLicence.get(licence)].join(', ')}`);
  process.stderr.write(`Look at these licences before their packages are used:\n${names.join('\n')}\n`);
  process.exit(1);
}

const sections = [...byLicence]
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([licence, names]) => `## ${licence}\n\n${[...names].sort().join(', ')}\n`);
const text = `# Licences

Korotko is under the [MIT licence](../LICENSE). The packages that it runs with, by their licences; each brings its own text in
\`node_modules\`. Packages that only build and test are not among them. \`npm run licences\` writes this list anew.

${sections.join('\n')}`;

if (process.argv.includes('--check')) {
  if (readFileSync(DOCUMENT, 'utf8') !== text) {
    process.stderr.write('docs/licences.md is not of this package-lock.json: npm run licences\n');
    process.exit(1);
  }
} else writeFileSync(DOCUMENT, text);
