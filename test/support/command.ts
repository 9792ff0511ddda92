import { spawn } from 'node:child_process';
import { PROJECT_FOLDER } from '../../src/config.js';

export interface CommandOutcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs `korotko …` as its user does, in a process of its own with a clean environment.
 * @param options.input what it reads from standard input.
 */
export async function korotko(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string>; cwd?: string } = {},
): Promise<CommandOutcome> {
  const child = spawn(process.execPath, ['scripts/run.mjs', ...args], {
    cwd: PROJECT_FOLDER,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      ...(options.cwd ? { INIT_CWD: options.cwd } : {}),
      ...options.env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout, stderr };
}
