// Loaded into the program ahead of everything else (node --import): writes how its event loop was held, over its whole run,
// to the file of LOOP_DELAY_FILE when it ends.
import { readFileSync, writeFileSync } from 'node:fs';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const RESOLUTION_MS = 10;

const file = process.env.LOOP_DELAY_FILE;
if (isMainThread && file) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const held = createHistogram();
  let before = cpuNanoseconds();
  delay.enable();
  setInterval(() => {
    const now = cpuNanoseconds();
    held.record(Math.max(1, now - before));
    before = now;
  }, RESOLUTION_MS).unref();
  process.on('exit', () => {
    writeFileSync(file, JSON.stringify({ delayMs: sharesOf(delay), heldMs: sharesOf(held) }));
  });
}

/** Of this thread, without what it waited for its turn on a processor. */
function cpuNanoseconds() {
  return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ', 1)[0]);
}

/** Of nanoseconds, in ms to a tenth. */
function sharesOf(histogram) {
  const at = (share) => Math.round(histogram.percentile(share) / 1e5) / 10;
  return { p50: at(50), p99: at(99), p999: at(99.9), most: at(100) };
}
