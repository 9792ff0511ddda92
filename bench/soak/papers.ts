import { once } from 'node:events';
import { startChild } from '../support/children.js';
import type { PapersSetting } from './web.js';

/** Papers that publish, in a process of their own. */
export interface Papers {
  /** How many articles they have published so far. */
  written(): Promise<number>;
  stop(): void;
}

export async function startPapers(setting: PapersSetting): Promise<Papers> {
  const { process: child } = await startChild(new URL('./web.ts', import.meta.url), setting);
  return {
    async written() {
      child.send('written');
      const [{ written }] = (await once(child, 'message')) as [{ written: number }];
      return written;
    },
    stop: () => child.disconnect(),
  };
}
