import { once } from 'node:events';
import { startChild } from '../support/children.js';
import type { PapersSetting } from './web.js';

/** Papers that publish, in a process of their own. */
export interface Papers {
  /** How many articles they have published so far, and the addresses of those that stood in a feed when it was asked for. */
  published(): Promise<{ written: number; shown: string[] }>;
  stop(): void;
}

export async function startPapers(setting: PapersSetting): Promise<Papers> {
  const { process: child } = await startChild(new URL('./web.ts', import.meta.url), setting);
  return {
    async published() {
      child.send('published');
      const [answer] = (await once(child, 'message')) as [{ written: number; shown: string[] }];
      return answer;
    },
    stop: () => child.disconnect(),
  };
}
