import type { ServerResponse } from 'node:http';
import type { World, WorldEvent } from './world.js';

/** A reader who takes nothing for this many bytes is let go, so that a stuck page does not fill the memory. */
const MAX_BEHIND = 16 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;

/** Sends what happens in the world as it happens (server-sent events), until the reader goes. */
export function streamEvents(world: World, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  response.write(': here\n\n');
  const watcher = (event: WorldEvent) => {
    if (response.writableLength > MAX_BEHIND) response.destroy();
    else response.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const heartbeat = setInterval(() => response.write(': here\n\n'), HEARTBEAT_MS);
  world.watchers.add(watcher);
  response.on('close', () => {
    clearInterval(heartbeat);
    world.watchers.delete(watcher);
  });
}
