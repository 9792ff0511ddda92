import net from 'node:net';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { holdLease, releaseLease } from '../../src/db/lease.js';
import { senderLease } from '../../src/delivery/budget.js';
import type { SenderState } from '../../src/delivery/sender.js';
import { type HttpServer, startServer } from '../../src/server/server.js';
import { checksOf, measure } from '../../src/server/watch.js';
import { silentLog } from '../../src/telemetry/log.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const NOW = new Date('2026-06-12T06:30:00Z');
const lease = senderLease('123456:token');
const servers: HttpServer[] = [];
let late: string[] = [];
let since = new Date('2026-06-12T05:00:00Z');
let state: SenderState = { kind: 'sending' };

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  late = [];
  state = { kind: 'sending' };
});

async function start(db = database.db): Promise<HttpServer> {
  const sender = { state: () => state };
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    log: silentLog(),
    checks: checksOf({ db, lease, sender, ticks: { late: () => late }, polls: { since, now: () => NOW } }),
    measure: () => measure({ db, now: NOW, sender }),
    webhook: null,
  });
  servers.push(server);
  return server;
}

async function ready(server: HttpServer) {
  const answer = await fetch(`${server.url}/readyz`);
  return { status: answer.status, ...((await answer.json()) as { checks: Record<string, string | null> }) };
}

describe('/healthz', () => {
  test('says that the process is alive, whatever else', async () => {
    const connection = await database.another();
    const server = await start(connection.db);
    await connection.close();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});

describe('/readyz', () => {
  test('holds with a database, somebody who sends and ticks that are done, and says which of them is missing', async () => {
    const server = await start();
    expect(await ready(server)).toMatchObject({ status: 503, checks: { database: null, ticks: null } });
    expect((await ready(server)).checks.sender).toMatch(/nobody/);

    const held = await holdLease(database.db, { name: lease, holder: 'another process', seconds: 60 });
    expect(await ready(server)).toMatchObject({ status: 200, checks: { sender: null } });

    late = ['plan'];
    expect(await ready(server)).toMatchObject({ status: 503, checks: { ticks: expect.stringContaining('plan') } });
    late = [];
    state = { kind: 'halted', reason: '401 Unauthorized' };
    expect(await ready(server)).toMatchObject({ status: 503, checks: { sender: expect.stringContaining('401') } });
    if (held) await releaseLease(database.db, held);
  });

  test('does not hold where sources that are due are not polled, unless the process has only just begun', async () => {
    const { db } = database;
    const dueAt = (at: string) =>
      db.execute(
        sql`insert into sources (kind, url, title, next_poll_at) values ('feed', ${`https://${at}.example`}, 'x', ${at})`,
      );
    const server = await start();
    await dueAt('2026-06-12T06:10:00Z');
    expect((await ready(server)).checks.polls).toBeNull();
    await dueAt('2026-06-12T04:00:00Z');
    expect((await ready(server)).checks.polls).toBe('2 sources are due, the first for 90 minutes');
    since = new Date('2026-06-12T06:20:00Z');
    expect((await ready(await start())).checks.polls).toBeNull();
    await db.execute(sql`delete from sources`);
  });

  test('does not hold without the database, and does not say where that is', async () => {
    const connection = await database.another();
    const server = await start(connection.db);
    await connection.close();
    const answer = await fetch(`${server.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toMatch(/postgres|socket|127\.0\.0\.1/i);
  });
});

describe('/metrics', () => {
  test('tells of the queues, the sources and the process in the format of Prometheus', async () => {
    const text = await (await fetch(`${(await start()).url}/metrics`)).text();
    for (const queue of ['updates', 'articles', 'schedules', 'deliveries', 'sources', 'summaries']) {
      expect(text).toContain(`korotko_queue_length{queue="${queue}"} 0`);
      expect(text).toContain(`korotko_queue_oldest_seconds{queue="${queue}"} 0`);
    }
    expect(text).toMatch(/^korotko_sources\{health="working"\} 0$/m);
    expect(text).toMatch(/^korotko_database_seconds [\d.e-]+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  test('gives what the process counted even while the database does not answer', async () => {
    const connection = await database.another();
    const server = await start(connection.db);
    await connection.close();
    const answer = await fetch(`${server.url}/metrics`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('korotko_deliveries_total');
  });
});

test('a port in use is refused with the names of what to set', async () => {
  const other = net.createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as net.AddressInfo;
  const options = { host: '127.0.0.1', port, log: silentLog(), checks: {}, measure: async () => {}, webhook: null };
  await expect(startServer(options)).rejects.toThrow(new RegExp(`${port}.*HTTP_PORT`));
  await new Promise((resolve) => other.close(resolve));
});
