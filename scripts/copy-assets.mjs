// tsc leaves behind what is not TypeScript (texts, schemas, the sandbox's page): it is read from beside the compiled code.
import { cpSync, statSync } from 'node:fs';

cpSync('src', 'dist', { recursive: true, filter: (file) => statSync(file).isDirectory() || !file.endsWith('.ts') });
