import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FloodLimits } from '../../src/sandbox/server.js';

/** A process of the bench. */
export interface Child<Answer> {
  process: ChildProcess;
  /** What it said when it was ready. */
  answer: Answer;
}

export interface SandboxSetting {
  limits: Partial<FloodLimits>;
}

export interface SenderSetting {
  dataFolder: string;
  url: string;
  token: string;
  rate: number;
  inFlight: number;
  paid: boolean;
  /** Does it also answer a person every second? */
  replies: boolean;
}

/** What a sender has to say of itself. */
export interface SenderReport {
  cpuMs: number;
  /** How long each reply took from the wish to the answer, ms. */
  replyMs: number[];
  maxRssMegabytes: number;
}

/** Telegram in a process of its own, so that the CPU of the bot can be told from it. */
export function startTelegram(setting: SandboxSetting): Promise<Child<{ url: string; token: string }>> {
  return start('./sandbox.ts', setting);
}

export function startSenderProcess(setting: SenderSetting): Promise<Child<{ holder: string }>> {
  return start('./sender.ts', setting);
}

/** Asks a sender for its report. */
export async function reportOf(child: Child<unknown>): Promise<SenderReport> {
  child.process.send('report');
  const [report] = await once(child.process, 'message');
  return report as SenderReport;
}

/** Ends a child as it would be ended in earnest. */
export async function stop(child: Child<unknown>): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  const ended = once(child.process, 'exit');
  child.process.send('stop');
  await ended;
}

/** kill -9: nothing is written down, nothing is given back. */
export async function kill(child: Child<unknown>): Promise<void> {
  const ended = once(child.process, 'exit');
  child.process.kill('SIGKILL');
  await ended;
}

async function start<Answer>(file: string, setting: object): Promise<Child<Answer>> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(setting)], {
    execArgv: ['--import', 'tsx'],
  });
  const answer = await Promise.race([
    once(child, 'message').then(([message]) => message as Answer),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${file} ended with ${code} before it was ready`))),
  ]);
  return { process: child, answer };
}
