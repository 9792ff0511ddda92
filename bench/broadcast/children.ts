import type { FloodLimits } from '../../src/sandbox/server.js';
import { ask, type Child, startChild } from '../support/children.js';

export interface SandboxSetting {
  limits: Partial<FloodLimits>;
  /** The sandbox's own unless given. */
  token?: string;
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
  return startChild(new URL('./sandbox.ts', import.meta.url), setting);
}

export function startSenderProcess(setting: SenderSetting): Promise<Child<{ holder: string }>> {
  return startChild(new URL('./sender.ts', import.meta.url), setting);
}

/** Asks a sender for its report. */
export function reportOf(child: Child<unknown>): Promise<SenderReport> {
  return ask(child, 'report');
}
