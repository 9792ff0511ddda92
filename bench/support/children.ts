import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of a bench. */
export interface Child<Answer> {
  process: ChildProcess;
  /** What it said first. */
  answer: Answer;
}

/** Starts a file of the bench in a process of its own, and waits for the first that it says. */
export async function startChild<Answer>(file: URL, setting: object): Promise<Child<Answer>> {
  const child = fork(fileURLToPath(file), [JSON.stringify(setting)]);
  const answer = await Promise.race([
    once(child, 'message').then(([message]) => message as Answer),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${file} ended with ${code} before it spoke`))),
  ]);
  return { process: child, answer };
}

/** Says something to a child and waits for what it answers. */
export async function ask<Answer>(child: Child<unknown>, order: object | string): Promise<Answer> {
  child.process.send(order);
  const [answer] = await once(child.process, 'message');
  return answer as Answer;
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
