// npm start and its sisters: the program, built anew where a source has changed since the last time.
import { buildIfChanged } from './build.mjs';

await buildIfChanged();
await import('../dist/main.js');
