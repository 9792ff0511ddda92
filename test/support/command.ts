import { spawn } from 'node:child_process';
import { vi } from 'vitest';
import { runCommand } from '../../src/cli/run.js';
import { PROJECT_FOLDER, VARIABLES } from '../../src/config.js';

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

/**
 * The same in this process: most of what a process of its own does is to start. For commands that end by themselves and
 * read no standard input; that they work as their user types them is shown by one run of each in a process.
 */
export async function korotkoHere(
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string } = {},
): Promise<CommandOutcome> {
  for (const name of Object.keys(VARIABLES)) vi.stubEnv(name, undefined);
  const env = { INIT_CWD: options.cwd ?? PROJECT_FOLDER, ...options.env };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text);
      return true;
    });
  }
  try {
    return { code: await runCommand(args), ...printed };
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
}
