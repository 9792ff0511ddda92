import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { changeEdition, createEdition, type EditionChange, openDesk, registerChat } from '../../src/chats/store.js';
import { tellDesksOfDeadSources } from '../../src/chats/tell-of-sources.js';
import { chats, notices, sources } from '../../src/db/schema.js';
import { pauseSource, STOPPED_BY_OPERATOR } from '../../src/intake/sources/store.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const NOW = new Date('2026-01-05T06:00:00Z');
const CALENDAR = { times: ['09:00'], weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'Europe/Kyiv' };
const OLENA = 100;

beforeEach(async () => {
  await database.db.delete(chats);
  await database.db.delete(notices);
  await database.db.delete(sources);
});

let lastId = 0;

/** An edition of a channel of Олена's; its name is told in notices. */
async function edition(name: string, change: EditionChange): Promise<void> {
  const seen = { telegramId: -1_000_000_000_000 - ++lastId, kind: 'channel', title: 'Ранок' } as const;
  const chat = await registerChat(database.db, seen, NOW);
  const desk = await openDesk(database.db, { chatId: chat.id, name: 'Ранок', ownerId: OLENA }, NOW);
  const made = await createEdition(database.db, { desk, count: 0, values: { name }, calendar: CALENDAR }, NOW);
  if (!made) throw new Error('the edition was not made');
  await changeEdition(database.db, { editionId: made.edition.id, version: made.edition.version, change });
}

/** A feed that died at a moment of the error that it gave last. */
async function deadSource(diedAt: Date): Promise<number> {
  const url = `https://hazeta.example/${++lastId}.xml`;
  const died = { pausedAt: diedAt, lastError: 'HTTP 410', pausedReason: 'HTTP 410' };
  const [row] = await database.db
    .insert(sources)
    .values({ kind: 'feed', url, title: 'Газета', ...died })
    .returning();
  return row?.id ?? 0;
}

const told = () => database.db.select().from(notices);
const look = (now = NOW) => tellDesksOfDeadSources({ db: database.db, now });

test('a desk is told once of a source that it chose and that died, and can look at it', async () => {
  const id = await deadSource(NOW);
  await edition('Вибрані', { launchedAt: NOW, onlySourceIds: [id] });
  await edition('Усі', { launchedAt: NOW });
  await edition('Інші', { launchedAt: NOW, onlySourceIds: [id + 1] });
  await edition('Ще не запущено', { onlySourceIds: [id] });
  await look();
  await look(new Date(NOW.getTime() + 3_600_000));
  expect(await told()).toMatchObject([
    { kind: 'edition-source-dead', telegramId: OLENA, data: { title: 'Газета', name: 'Вибрані', chat: 'Ранок' } },
  ]);
  const [notice] = await told();
  expect(notice?.buttons.flat()).toMatchObject([
    { label: 'desk-button-show-source', url: expect.stringContaining('https://hazeta.example/') },
    { label: 'desk-button-other-sources' },
  ]);
});

test('it is told again when the source dies another time, and not of one that was stopped', async () => {
  const id = await deadSource(NOW);
  await edition('Вибрані', { launchedAt: NOW, onlySourceIds: [id] });
  await look();
  const later = new Date(NOW.getTime() + 5 * 86_400_000);
  await database.db.update(sources).set({ pausedAt: later }).where(eq(sources.id, id));
  await look(later);
  expect(await told()).toHaveLength(2);
  await pauseSource(database.db, id, { reason: STOPPED_BY_OPERATOR, now: new Date(later.getTime() + 1) });
  await look(later);
  expect(await told()).toHaveLength(2);
});
