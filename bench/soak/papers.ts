import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PapersSetting } from './web.js';

/** Papers that publish, in a process of their own. */
export interface Papers {
  /** How many articles they have published so far. */
  written(): Promise<number>;
  stop(): void;
}

export async function startPapers(setting: PapersSetting): Promise<Papers> {
  const child = fork(fileURLToPath(new URL('./web.ts', import.meta.url)), [JSON.stringify(setting)], {
    execArgv: ['--import', 'tsx'],
  });
  await once(child, 'message');
  return {
    async written() {
      child.send('written');
      const [{ written }] = (await once(child, 'message')) as [{ written: number }];
      return written;
    },
    stop: () => child.disconnect(),
  };
}
