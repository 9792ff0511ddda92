import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FOLDER = path.dirname(fileURLToPath(import.meta.url));

/** `npm run bench -- NAME [ARGUMENT …]`: runs the measure NAME.ts of this folder, which prints its figures; without a name, says which there are. */
const [name = '', ...args] = process.argv.slice(2);
const file = path.join(FOLDER, `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || name === 'main' || !existsSync(file)) {
  const names = readdirSync(FOLDER)
    .filter((entry) => entry.endsWith('.ts') && entry !== 'main.ts')
    .map((entry) => entry.slice(0, -3));
  const usage = `usage: npm run bench -- NAME [ARGUMENT ...], where NAME is one of ${names.join(', ')}`;
  if (name === '') console.log(usage);
  else {
    console.error(usage);
    process.exitCode = 2;
  }
} else {
  const measure = (await import(pathToFileURL(file).href)) as { run(args: string[]): Promise<void> };
  await measure.run(args);
}
