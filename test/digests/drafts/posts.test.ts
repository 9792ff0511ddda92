import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type EditionPlace, setChatState } from '../../../src/chats/store.js';
import { stories } from '../../../src/db/schema.js';
import { draftOfHours } from '../../../src/digests/drafts/ask.js';
import { approveDraft, postAgain, publishDraft } from '../../../src/digests/drafts/decide.js';
import { planDueEditions } from '../../../src/digests/drafts/plan.js';
import { retellInDrafts } from '../../../src/digests/drafts/retell.js';
import { type DraftedDigest, draftsOf } from '../../../src/digests/drafts/store.js';
import { removeJoins } from '../../../src/stories/store/taking-down.js';
import { articlesOfStories } from '../../../src/stories/store.js';
import { takeDownStory } from '../../../src/stories/take-down.js';
import { useDatabase } from '../../support/database.js';
import { addStory, at, clear, openOutbox } from '../support.js';
import { edition, OLENA } from './support.js';

const database = useDatabase();

let outbox = openOutbox();
beforeEach(async () => {
  outbox = openOutbox();
  await clear(database.db);
});

const plan = (now: Date) => planDueEditions({ db: database.db, now, enqueue: outbox.enqueue });

async function newest(place: EditionPlace): Promise<DraftedDigest> {
  const [found] = await draftsOf(database.db, place.edition.id, 1);
  if (!found) throw new Error('there is no draft');
  return found;
}

const again = async (place: EditionPlace, now: Date) =>
  postAgain({ db: database.db, now, enqueue: outbox.enqueue, place, ...(await newest(place)), by: OLENA });

/** New facts of a story that was told already. */
const renew = (time: Date) => database.db.update(stories).set({ newsAt: time, updatedAt: time });

test('what was taken down meanwhile is not posted again; with nothing left nothing is', async () => {
  const place = await edition(database.db);
  const first = await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
  const second = await addStory(database.db, 'Бюджет ухвалено', at('05T08:30'));
  await plan(at('05T09:00'));
  await database.db.transaction((tx) => takeDownStory(tx, { storyId: first, now: at('05T09:30') }));
  expect(await again(place, at('05T10:00'))).toMatchObject({ done: true });
  expect(outbox.queued.at(-1)).toMatchObject({ updates: [] });
  expect(outbox.sentTo(place.chat).at(-1)).not.toContain('Гривня');
  expect(outbox.sentTo(place.chat).at(-1)).toContain('Бюджет');
  const copy = await newest(place);
  expect(copy.digest).toMatchObject({ kind: 'resent', storyIds: [second] });
  expect(copy.draft.items.map(({ storyId }) => storyId)).toEqual([second]);
  await database.db.transaction((tx) => takeDownStory(tx, { storyId: second, now: at('05T10:30') }));
  expect(await again(place, at('05T11:00'))).toEqual({ done: false, because: 'nothing-left' });
  expect(outbox.queued).toHaveLength(2);
});

test('what turned out to be a story that was taken down is not posted either', async () => {
  const place = await edition(database.db);
  const told = await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
  await addStory(database.db, 'Бюджет ухвалено', at('05T08:30'));
  await plan(at('05T09:00'));
  const other = await addStory(database.db, 'Гривня міцнішає', at('05T09:10'));
  await database.db.update(stories).set({ mergedInto: other }).where(eq(stories.id, told));
  await database.db.transaction((tx) => takeDownStory(tx, { storyId: other, now: at('05T09:30') }));
  await again(place, at('05T10:00'));
  expect(outbox.sentTo(place.chat).at(-1)).not.toContain('Гривня');
});

test('new facts of a story answer the post that told of it, also when it is posted again', async () => {
  const place = await edition(database.db);
  const storyId = await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
  await plan(at('05T09:00'));
  const earlier = { digestId: (await newest(place)).digest.id, storyId };
  await renew(at('06T07:00'));
  await plan(at('06T09:00'));
  expect(outbox.sentTo(place.chat).at(-1)).toContain('Оновлено:');
  await again(place, at('06T09:30'));
  expect(outbox.queued.map(({ updates }) => updates)).toEqual([[], [{ storyId, earlier }], [{ storyId, earlier }]]);
});

test('so do those of a digest that was asked for, as long as the story is told in it', async () => {
  const place = await edition(database.db);
  const storyId = await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
  await plan(at('05T09:00'));
  const earlier = { digestId: (await newest(place)).digest.id, storyId };
  await renew(at('05T11:00'));
  await addStory(database.db, 'Бюджет ухвалено', at('05T11:30'));
  const now = at('05T12:00');
  const draft = await draftOfHours({ db: database.db, now, place, hours: 6 });
  if (!draft) throw new Error('nothing to tell');
  await publishDraft({ db: database.db, now, enqueue: outbox.enqueue, draft, by: OLENA });
  expect(outbox.queued.at(-1)?.updates).toEqual([{ storyId, earlier }]);
});

test('whoever wants a draft posted where the bot may not write hears so, and the draft waits', async () => {
  const place = await edition(database.db);
  await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
  const now = at('05T08:30');
  const draft = await draftOfHours({ db: database.db, now, place, hours: 6 });
  if (!draft) throw new Error('nothing to tell');
  const publish = () => publishDraft({ db: database.db, now, enqueue: outbox.enqueue, draft, by: OLENA });
  await setChatState(database.db, place.chat.id, 'rights', 'may not post', now);
  expect(await publish()).toEqual({ done: false, because: 'chat-rights' });
  expect((await newest(place)).draft.state).toBe('open');
  await setChatState(database.db, place.chat.id, 'active', null, now);
  expect(await publish()).toMatchObject({ done: true });
});

describe('a draft that waits, once articles of its stories are taken out', () => {
  /** A draft of two stories, of which one is told by two publishers. */
  async function waiting() {
    const place = await edition(database.db, { schedule: { mode: 'approval', leadMinutes: 30 } });
    const shared = await addStory(database.db, 'Гривня зміцніла', at('05T08:00'), {
      publishers: ['Вісник', 'Обрій'],
    });
    const other = await addStory(database.db, 'Бюджет ухвалено', at('05T08:10'));
    await plan(at('05T08:30'));
    return { place, shared, other, draft: (await newest(place)).draft };
  }
  const sourcesOf = ({ draft }: DraftedDigest, storyId: number) =>
    draft.items.find((item) => item.storyId === storyId)?.sources.map(({ name }) => name);
  /** Вісник's article of a story goes, and so does another story. */
  const bar = async (shared: number, other: number) => {
    const articles = (await articlesOfStories(database.db, [shared])).get(shared) ?? [];
    const articleIds = articles.filter(({ publisher }) => publisher === 'Вісник').map(({ id }) => id);
    await database.db.transaction(async (tx) => {
      await removeJoins(tx, { storyIds: [shared], articleIds });
      await takeDownStory(tx, { storyId: other, now: at('05T08:40') });
      await retellInDrafts({ db: tx, now: at('05T08:40'), storyIds: [shared, other] });
    });
  };

  test('tells its stories without them, and loses those that nobody tells any more', async () => {
    const { place, shared, other } = await waiting();
    expect(sourcesOf(await newest(place), shared)).toEqual(['Вісник', 'Обрій']);
    await bar(shared, other);
    const after = await newest(place);
    expect(sourcesOf(after, shared)).toEqual(['Обрій']);
    expect(after.draft.items.map(({ storyId }) => storyId)).toEqual([shared]);
    expect(after.draft).toMatchObject({ state: 'open', version: 2, decidedBy: null });
  });

  test('approved, posts no word that its desk has not seen', async () => {
    const { place, shared, other, draft } = await waiting();
    await approveDraft({ db: database.db, now: at('05T08:35'), draft, by: OLENA });
    await bar(shared, other);
    const after = await newest(place);
    expect(after.draft.items).toMatchObject([{ storyId: shared, isOut: true }]);
    expect(after.draft.state).toBe('approved');
  });

  test('is left alone where none of its stories is concerned', async () => {
    const { place, draft } = await waiting();
    await retellInDrafts({ db: database.db, now: at('05T08:40'), storyIds: [999_999] });
    expect((await newest(place)).draft).toEqual(draft);
  });
});
