import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  changeEdition,
  type EditionPlace,
  pauseSchedules,
  resumeSchedules,
  setChatState,
} from '../../../src/chats/store.js';
import { digests, drafts, notices } from '../../../src/db/schema.js';
import { draftItemsOf, draftOfHours, previewEdition } from '../../../src/digests/drafts/ask.js';
import { approveDraft, publishDraft, skipDraft } from '../../../src/digests/drafts/decide.js';
import { added, moved, replaced, reworded, setOut } from '../../../src/digests/drafts/items.js';
import { planDueEditions } from '../../../src/digests/drafts/plan.js';
import { settleDueDrafts } from '../../../src/digests/drafts/settle.js';
import { changeDraft, type Draft, draftById, draftsOf } from '../../../src/digests/drafts/store.js';
import { useDatabase } from '../../support/database.js';
import { addStory, at, clear, openOutbox } from '../support.js';
import { edition, OLENA, TARAS, type WantedEdition } from './support.js';

const database = useDatabase();

let outbox = openOutbox();
beforeEach(async () => {
  outbox = openOutbox();
  await clear(database.db);
  await database.db.delete(notices);
});

/** One round of the planner. */
async function plan(now: Date): Promise<void> {
  await planDueEditions({ db: database.db, now, enqueue: outbox.enqueue });
  await settleDueDrafts({ db: database.db, now, enqueue: outbox.enqueue });
}

const posted = ({ chat }: EditionPlace) => outbox.sentTo(chat);
const slots = ({ chat }: EditionPlace) =>
  database.db
    .select({ state: digests.state, reason: digests.stateReason, slotAt: digests.slotAt, storyIds: digests.storyIds })
    .from(digests)
    .where(eq(digests.chatId, chat.id))
    .orderBy(asc(digests.id));
const told = () => database.db.select().from(notices).orderBy(asc(notices.id));

async function draftOf({ edition: { id } }: EditionPlace): Promise<Draft> {
  const [newest] = await draftsOf(database.db, id, 1);
  if (!newest) throw new Error('there is no draft');
  return newest.draft;
}

const decide = (draft: Draft, now: Date, by = OLENA) => ({ db: database.db, now, enqueue: outbox.enqueue, draft, by });

describe('an edition that goes out by itself', () => {
  test('is posted at its slot, once, under its own name, and its digest knows the stories', async () => {
    const place = await edition(database.db);
    const story = await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
    await plan(at('05T08:59'));
    expect(posted(place)).toEqual([]);
    await plan(at('05T09:00'));
    await plan(at('05T09:00:30'));
    expect(posted(place)).toHaveLength(1);
    expect(posted(place)[0]).toMatch(/^<b>Зведення<\/b>\nпонеділок, 5 січня/);
    expect(posted(place)[0]).toContain('Гривня зміцніла');
    expect(await slots(place)).toMatchObject([{ state: 'planned', slotAt: at('05T09:00'), storyIds: [story] }]);
    expect(await draftOf(place)).toMatchObject({ state: 'published', decidedBy: null });
  });

  test('with nothing to tell has its slot accounted for, and its desk is told once', async () => {
    const place = await edition(database.db);
    await plan(at('05T09:00'));
    await plan(at('05T09:01'));
    expect(await slots(place)).toMatchObject([{ state: 'empty', reason: 'nothing-new' }]);
    expect(await told()).toMatchObject([{ kind: 'edition-nothing', telegramId: OLENA, data: { name: 'Зведення' } }]);
  });

  test('with nothing to tell slot after slot says so once, and again when there was something between', async () => {
    const place = await edition(database.db);
    await plan(at('05T09:00'));
    await plan(at('06T09:00'));
    expect(await told()).toHaveLength(1);
    await addStory(database.db, 'Гривня зміцніла', at('07T08:00'));
    await plan(at('07T09:00'));
    await plan(at('08T09:00'));
    expect((await slots(place)).map(({ reason }) => reason)).toEqual([
      'nothing-new',
      'nothing-new',
      null,
      'nothing-new',
    ]);
    expect(await told()).toHaveLength(2);
  });

  test('has its slot accounted for where the channel cannot be reached, and posts nothing', async () => {
    const place = await edition(database.db);
    await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
    await setChatState(database.db, place.chat.id, 'gone', 'kicked', at('05T08:30'));
    await plan(at('05T09:00'));
    expect(posted(place)).toEqual([]);
    expect(await slots(place)).toMatchObject([{ state: 'empty', reason: 'chat-gone', slotAt: at('05T09:00') }]);
  });

  test('has the slots of a pause accounted for, each once, and goes on behind them with one interval', async () => {
    const place = await edition(database.db);
    await changeEdition(database.db, {
      editionId: place.edition.id,
      version: place.edition.version,
      change: { launchedAt: at('04T21:00') },
    });
    await pauseSchedules(database.db, place.chat.id, at('05T08:00'));
    await addStory(database.db, 'Гривня зміцніла', at('05T08:30'));
    for (const time of ['05T09:00', '05T09:01', '06T09:00', '07T09:02']) await plan(at(time));
    expect(posted(place)).toEqual([]);
    expect(await told()).toEqual([]);
    expect((await slots(place)).map(({ slotAt, state, reason }) => [slotAt, state, reason])).toEqual([
      [at('05T09:00'), 'empty', 'paused'],
      [at('06T09:00'), 'empty', 'paused'],
      [at('07T09:00'), 'empty', 'paused'],
    ]);
    await resumeSchedules(database.db, place.chat.id, at('07T12:00'));
    await addStory(database.db, 'Бюджет ухвалено', at('08T08:00'));
    await plan(at('08T09:00'));
    expect(posted(place)).toHaveLength(1);
    expect(posted(place)[0]).not.toContain('Гривня');
  });

  test('has no slots before it is launched', async () => {
    const place = await edition(database.db);
    await pauseSchedules(database.db, place.chat.id, at('05T08:00'));
    await plan(at('05T09:00'));
    expect(await slots(place)).toEqual([]);
  });

  test('of two planners at once only one posts', async () => {
    const place = await edition(database.db);
    await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
    await Promise.all([plan(at('05T09:00')), plan(at('05T09:00'))]);
    expect(posted(place)).toHaveLength(1);
  });

  test('that comes late says so', async () => {
    const place = await edition(database.db);
    await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
    await plan(at('05T10:00'));
    expect(posted(place)[0]).toContain('Зведення за 09:00, із запізненням');
  });
});

describe('a draft for approval', () => {
  const APPROVAL = { mode: 'approval', leadMinutes: 30 } as const;

  async function drafted(schedule: WantedEdition['schedule'] = {}) {
    const place = await edition(database.db, { schedule: { ...APPROVAL, ...schedule } });
    const first = await addStory(database.db, 'Гривня зміцніла', at('05T07:00'));
    const second = await addStory(database.db, 'Бюджет ухвалено', at('05T07:30'));
    await plan(at('05T08:30'));
    return { place, first, second, draft: await draftOf(place) };
  }

  test('comes to the desk as long before the slot as it wants, once, with a button that opens it', async () => {
    const { place, draft } = await drafted();
    await plan(at('05T08:31'));
    expect(await draftsOf(database.db, place.edition.id, 5)).toHaveLength(1);
    expect(posted(place)).toEqual([]);
    const [notice, ...others] = await told();
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ kind: 'draft-publish', telegramId: OLENA, data: { count: 2 } });
    expect(notice?.buttons[0]?.[0]).toMatchObject({ label: 'desk-button-open-draft' });
    expect(draft.items.map(({ headline }) => headline).sort()).toEqual(['Бюджет ухвалено', 'Гривня зміцніла']);
  });

  test('is published where nobody answers, as the desk chose', async () => {
    const { place, draft } = await drafted();
    await plan(at('05T08:59'));
    expect(posted(place)).toEqual([]);
    await plan(at('05T09:00'));
    await plan(at('05T09:01'));
    expect(posted(place)).toHaveLength(1);
    expect(await slots(place)).toMatchObject([{ state: 'planned', slotAt: at('05T09:00') }]);
    expect((await draftById(database.db, draft.id))?.draft).toMatchObject({ state: 'published', decidedBy: null });
  });

  test('is skipped where nobody answers, as the desk chose, and its stories may come again', async () => {
    const { place } = await drafted({ whenUnanswered: 'skip' });
    await plan(at('05T09:00'));
    expect(posted(place)).toEqual([]);
    expect(await slots(place)).toMatchObject([{ state: 'empty', reason: 'unanswered' }]);
    expect((await told()).map(({ kind }) => kind)).toEqual(['draft-skip', 'draft-unanswered']);
    await plan(at('06T08:30'));
    expect((await draftOf(place)).items).toHaveLength(2);
  });

  test('goes out at its slot as it was changed and approved, whatever the desk does without an answer', async () => {
    const { place, first, draft } = await drafted({ whenUnanswered: 'skip' });
    const change = { draftId: draft.id, version: draft.version, from: ['open'] as const, by: TARAS };
    const changed = await changeDraft(
      database.db,
      { ...change, items: setOut(draft.items, first, true) },
      at('05T08:40'),
    );
    if (!changed) throw new Error('not changed');
    expect(await approveDraft(decide(changed, at('05T08:45')))).toMatchObject({ done: true });
    await plan(at('05T08:50'));
    expect(posted(place)).toEqual([]);
    await plan(at('05T09:00'));
    expect(posted(place)).toHaveLength(1);
    expect(posted(place)[0]).not.toContain('Гривня зміцніла');
    expect(posted(place)[0]).toContain('1 подія');
  });

  test('of two people at once the second changes nothing', async () => {
    const { place, draft } = await drafted();
    const both = await Promise.all([
      publishDraft(decide(draft, at('05T08:40'), OLENA)),
      skipDraft({ db: database.db, now: at('05T08:40'), draft, by: TARAS, reason: 'skipped' }),
    ]);
    expect(both.filter(({ done }) => done)).toHaveLength(1);
    await plan(at('05T09:00'));
    expect(posted(place)).toHaveLength(both[0].done ? 1 : 0);
  });

  test('that the desk skips is not offered again, nor are its stories', async () => {
    const { place, draft, first, second } = await drafted();
    await skipDraft({ db: database.db, now: at('05T08:40'), draft, by: OLENA, reason: 'skipped' });
    await plan(at('05T09:00'));
    const [slot] = await slots(place);
    expect(slot).toMatchObject({ state: 'empty', reason: 'skipped' });
    expect([...(slot?.storyIds ?? [])].sort()).toEqual([first, second].sort());
    await plan(at('06T08:30'));
    expect((await slots(place)).at(-1)).toMatchObject({ state: 'empty', reason: 'nothing-new' });
  });

  test('of which everything was taken out is skipped, and says why', async () => {
    const { place, draft } = await drafted();
    const items = draft.items.map((item) => ({ ...item, isOut: true }));
    const change = { draftId: draft.id, version: draft.version, from: ['open'] as const, by: OLENA, items };
    await changeDraft(database.db, change, at('05T08:40'));
    await plan(at('05T09:00'));
    expect(posted(place)).toEqual([]);
    expect(await slots(place)).toMatchObject([{ state: 'empty', reason: 'nothing-left' }]);
  });

  test('whose channel was lost meanwhile posts nothing, and says why', async () => {
    const { place } = await drafted();
    await setChatState(database.db, place.chat.id, 'rights', 'may not post', at('05T08:40'));
    await plan(at('05T09:00'));
    expect(posted(place)).toEqual([]);
    expect(await slots(place)).toMatchObject([{ state: 'empty', reason: 'chat-rights' }]);
  });

  test('whose digest was paused meanwhile posts nothing, also when it was approved, and its stories may come again', async () => {
    const { place, draft } = await drafted();
    await approveDraft(decide(draft, at('05T08:40')));
    await pauseSchedules(database.db, place.chat.id, at('05T08:50'));
    await plan(at('05T09:00'));
    expect(posted(place)).toEqual([]);
    expect(await slots(place)).toMatchObject([{ state: 'empty', reason: 'paused', storyIds: [] }]);
  });

  test('half a day after its slot is nobody’s news', async () => {
    const { place } = await drafted();
    await settleDueDrafts({ db: database.db, now: at('05T21:01'), enqueue: outbox.enqueue });
    expect(posted(place)).toEqual([]);
    expect(await slots(place)).toMatchObject([{ state: 'empty', reason: 'too-late' }]);
  });
});

describe('the stories of a draft', () => {
  async function items(...topics: ('economy' | 'sport')[]) {
    const place = await edition(database.db, { edition: { topics: ['economy', 'sport'] } });
    const ids: number[] = [];
    for (const [index, topic] of topics.entries()) {
      ids.push(await addStory(database.db, `Новина ${index + 1}`, at('05T08:00'), { topic }));
    }
    const options = { db: database.db, now: at('05T08:30'), place };
    return { ids, place, options, all: await draftItemsOf(options, ids) };
  }
  const order = (list: readonly { headline: string }[]) => list.map(({ headline }) => headline.slice(-1)).join('');

  test('change places within a topic; at its edge the whole topic moves past the other', async () => {
    const { all, ids } = await items('economy', 'economy', 'sport');
    expect(order(moved(all, ids[1]!, 'up'))).toBe('213');
    expect(order(moved(all, ids[2]!, 'up'))).toBe('312');
    expect(order(moved(all, ids[1]!, 'down'))).toBe('312');
    expect(order(moved(all, ids[0]!, 'up'))).toBe('123');
    expect(order(moved(all, 0, 'up'))).toBe('123');
  });

  test('go out and come back to their place', async () => {
    const { all, ids } = await items('economy', 'economy');
    const out = setOut(all, ids[0]!, true);
    expect(out.map(({ isOut }) => isOut)).toEqual([true, false]);
    expect(added(out, all[0]!)).toEqual(all);
  });

  test('take a person’s words, and remember what the guard said against them as long as they stand', async () => {
    const { all, ids } = await items('economy');
    const overruled = [{ kind: 'number', text: '7' }];
    const once = reworded(all, ids[0]!, { part: 'headline', text: 'Семеро обрали', overruled });
    const kept = [{ part: 'headline', kind: 'number', text: '7' }];
    expect(once).toMatchObject([{ headline: 'Семеро обрали', edited: ['headline'], overruled: kept }]);
    const other = reworded(once, ids[0]!, { part: 'summary', text: 'Сімох обрали вчора.', overruled: [] });
    expect(other).toMatchObject([{ edited: ['headline', 'summary'], overruled: kept }]);
    const twice = reworded(once, ids[0]!, { part: 'headline', text: 'Обрали', overruled: [] });
    expect(twice).toMatchObject([{ headline: 'Обрали', edited: ['headline'], overruled: [] }]);
  });

  test('are joined by others of their topic, and parted into several', async () => {
    const { all, ids } = await items('economy', 'sport', 'economy');
    expect(order(added(all.slice(0, 2), all[2]!))).toBe('132');
    expect(order(replaced(all.slice(0, 2), ids[1]!, [all[2]!]))).toBe('13');
  });
});

describe('what a desk asks for', () => {
  test('a preview is what would be posted, tells what was told before too, and counts as told to nobody', async () => {
    const place = await edition(database.db);
    await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
    await plan(at('05T09:00'));
    const [message] = await previewEdition({ db: database.db, now: at('05T09:30'), place });
    expect(message?.html).toBe(posted(place)[0]);
    expect(await slots(place)).toHaveLength(1);
  });

  test('a draft of the last hours has what is new in them, and takes nothing from the next digest until it is published', async () => {
    const place = await edition(database.db);
    await addStory(database.db, 'Учорашня новина', at('04T22:00'));
    const fresh = await addStory(database.db, 'Гривня зміцніла', at('05T06:00'));
    const now = at('05T08:00');
    const asked = () => draftOfHours({ db: database.db, now, place, hours: 6 });
    expect((await asked())?.items.map(({ storyId }) => storyId)).toEqual([fresh]);
    await settleDueDrafts({ db: database.db, now: at('05T09:00'), enqueue: outbox.enqueue });
    expect(posted(place)).toEqual([]);
    await plan(at('05T09:00'));
    expect(posted(place)[0]).toContain('Гривня зміцніла');
    expect(await draftOfHours({ db: database.db, now: at('05T09:10'), place, hours: 6 })).toBeNull();
  });
});

test('a draft goes with its digest', async () => {
  const place = await edition(database.db);
  await addStory(database.db, 'Гривня зміцніла', at('05T08:00'));
  await plan(at('05T09:00'));
  await database.db.delete(digests);
  expect(await database.db.select().from(drafts).where(eq(drafts.editionId, place.edition.id))).toEqual([]);
});
