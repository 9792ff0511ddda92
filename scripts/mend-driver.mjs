// Mends the Postgres driver after it is installed.
//
// postgres 3.4.9 puts off small writes to the next turn of the event loop. A connection that breaks in between either
// throws where nobody can catch it, which ends the process, or never writes again, so that every query on it hangs. Both
// happen when Postgres restarts under load. With this, the query is refused like any other on a broken connection.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../node_modules/postgres/src/connection.js', import.meta.url));

const CHANGES = [
  {
    from: `    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x
`,
    to: `    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    const late = chunk
    chunk = nextWriteTimer = null
    if (socket === null)
      return error(Errors.connection('CONNECTION_CLOSED', options)), false
    return socket.write(late, fn)
`,
  },
  {
    from: `    clearImmediate(nextWriteTimer)
    if (socket) {`,
    to: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    if (socket) {`,
  },
  {
    from: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    to: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
  },
  {
    // A connection that ends while it asks for the types of arrays is made anew; that question's error is nobody's.
    from: `        return fetchArrayTypes()
`,
    to: `        return fetchArrayTypes().catch(() => {})
`,
  },
];

let source = await readFile(FILE, 'utf8');
for (const { from, to } of CHANGES) {
  if (source.includes(to)) continue;
  if (!source.includes(from)) {
    throw new Error(
      `${FILE} is not the driver that this script knows. See whether it still needs mending; if not, remove the script.`,
    );
  }
  source = source.replace(from, () => to);
}
await writeFile(FILE, source);
