import { setTimeout as sleep } from 'node:timers/promises';
import { press } from '../../src/sandbox/people/press.js';
import { startSandbox } from '../../src/sandbox/server.js';
import type { Load, LoadReport, Presser } from './load.js';

/** Telegram in a process of its own, with the people who press: how long each waits is measured where he does. */
const { token } = JSON.parse(process.argv[2] ?? '{}') as { token: string };
const { url, world } = await startSandbox({ autoCreate: true, token });
/** So long a press may wait at the end before it counts as unanswered, ms. */
const PATIENCE_MS = 30_000;
/** Bursts are begun so often, ms. */
const STEP_MS = 10;

process.on('message', (order) => {
  if (order === 'stop') process.exit();
  void run(order as Load).then((report) => process.send?.(report));
});
process.on('disconnect', () => process.exit());
process.send?.({ url, token });

/**
 * Presses at a rate, whatever the answers do: in bursts of three by one person, a setting written and two panels opened,
 * in any order, so that it shows where the order of a chat is not kept.
 */
async function run({ pressers, rate, seconds }: Load): Promise<LoadReport> {
  const waits: number[] = [];
  const under = new Set<Promise<void>>();
  const wishes = new Map<number, boolean>();
  let outOfOrder = 0;
  let answeredInTime = 0;
  let pressed = 0;
  const began = performance.now();

  function burst(one: Presser): void {
    one.wantsSport = !one.wantsSport;
    wishes.set(one.chatId, one.wantsSport);
    const write = `t.${one.code}.0.${one.wantsSport ? 'on' : 'off'}.sport`;
    const presses = [write, `h.${one.code}.0.open`, `s.${one.code}.0.open`];
    const turned = pressed % 3;
    let answered = 0;
    for (const [place, data] of [...presses.slice(turned), ...presses.slice(0, turned)].entries()) {
      pressed++;
      const at = performance.now();
      const order = { kind: 'press', chat_id: one.telegramId, message_id: one.messageId, data: `1.${data}` };
      const work = press(world, { ...order, wait_ms: PATIENCE_MS }).then((answer) => {
        if (!answer.answered) return;
        answeredInTime++;
        if (answered++ !== place) outOfOrder++;
        waits.push(performance.now() - at);
      });
      under.add(work);
      void work.finally(() => under.delete(work));
    }
  }

  for (let next = 0, elapsed = 0; elapsed < seconds; elapsed = (performance.now() - began) / 1000) {
    for (; pressed < rate * elapsed; next = (next + 1) % pressers.length) burst(pressers[next] as Presser);
    await sleep(STEP_MS);
  }
  const offered = pressed / ((performance.now() - began) / 1000);
  await Promise.all(under);
  const took = (performance.now() - began) / 1000;
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
  return {
    pressed,
    offered,
    handled: answeredInTime / took,
    unanswered: pressed - answeredInTime,
    outOfOrder,
    waitMs: { half: at(0.5), of95: at(0.95), of99: at(0.99), most: at(1) },
    wishes: [...wishes].map(([chatId, wantsSport]) => ({ chatId, wantsSport })),
  };
}
