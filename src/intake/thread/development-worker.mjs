// In development the thread's code is TypeScript. `node --import tsx` does not reach threads, and the test runner compiles
// in its own way: so the thread loads tsx by itself.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
