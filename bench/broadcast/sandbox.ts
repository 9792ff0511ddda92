import { startSandbox } from '../../src/sandbox/server.js';
import type { SandboxSetting } from './children.js';

const setting = JSON.parse(process.argv[2] ?? '{}') as SandboxSetting;
const { url, token } = await startSandbox({ autoCreate: true, ...setting });
process.on('message', () => process.exit());
process.on('disconnect', () => process.exit());
process.send?.({ url, token });
