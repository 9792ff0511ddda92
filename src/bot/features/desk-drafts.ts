import { Composer } from 'grammy';
import { numberOf } from '../../chats/desk-press.js';
import { writeJournal } from '../../chats/store.js';
import { correctDigest } from '../../delivery/corrections.js';
import { draftItemsOf, draftOfHours } from '../../digests/drafts/ask.js';
import { moved, replaced, retold, setOut } from '../../digests/drafts/items.js';
import {
  approveDraft,
  type Decision,
  messagesOfDraft,
  postAgain,
  publishDraft,
  reopenDraft,
  skipDraft,
} from '../../digests/drafts/publish.js';
import { changeDraft, type DraftItem, draftsOf } from '../../digests/drafts/store.js';
import { splitArticle } from '../../stories/store/placing.js';
import { articlesOfStories } from '../../stories/store.js';
import type { TextId } from '../../texts/ids.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { askAtDesk, deskConversation } from '../conversations/desk.js';
import { type DeskAction, type DeskSeat, onDeskPresses } from '../desk-access.js';
import { draftQuestions } from '../desk-draft-questions.js';
import { correctNow, draftAt, offerMending, type Rewritten, rewrite } from '../desk-drafts.js';
import { editionAt } from '../desk-settings.js';
import { sendAsPosted, toast } from '../desk-shown.js';
import { type DraftView, draftPanel, draftStoryPanel, draftsPanel, splitPanel } from '../panels/desk-draft.js';
import { showPanel } from '../panels/panel.js';

/** Posts that are offered for correcting. */
const MOST_POSTS = 8;

/** Drafts at a desk: approving before they are posted, correcting after. */
export function deskDraftsFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(deskConversation(services, { id: 'desk-draft', kinds: draftQuestions(services) }));
  feature.use(
    onDeskPresses(services, {
      ...readingActions(services),
      ...decidingActions(services),
      ...changingActions(services),
    }),
  );
  return feature;
}

type Run = (ctx: BotContext, seat: DeskSeat, shown: DraftView, args: readonly string[]) => Promise<void>;

/** With the draft that a press names, as it stands now. */
function withDraft(services: BotServices, run: Run): DeskAction {
  return {
    needs: 'editor',
    run: async (ctx, seat, [id, ...args]) => {
      const shown = await draftAt(services, seat, numberOf(id));
      if (shown) await run(ctx, seat, shown, args);
      else await toast(ctx, seat, 'draft-gone');
    },
  };
}

/** The same, as long as nobody changed it since the button was shown; who did is told of otherwise. */
function withSeen(services: BotServices, run: Run): DeskAction {
  return withDraft(services, async (ctx, seat, shown, [version, ...args]) => {
    if (shown.draft.version === numberOf(version)) await run(ctx, seat, shown, args);
    else await tellOfOther(ctx, services, seat, shown.draft.id);
  });
}

async function tellOfOther(ctx: BotContext, services: BotServices, seat: DeskSeat, draftId: number): Promise<void> {
  const shown = await draftAt(services, seat, draftId);
  if (!shown) return toast(ctx, seat, 'draft-gone');
  const who = shown.decidedBy ?? text(seat.language, 'draft-by-itself');
  const said = text(seat.language, `draft-now-${shown.draft.state}`, { who });
  await ctx.answerCallbackQuery({ text: said, show_alert: true });
  await showPanel(ctx, draftPanel(seat, shown));
}

/** Says why a draft was not published: somebody was quicker, nothing of it is left, or there is nowhere to post it. */
async function sayWhyNot(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  { because, draftId }: { because: Extract<Decision, { done: false }>['because']; draftId: number },
): Promise<void> {
  if (because === 'changed') return tellOfOther(ctx, services, seat, draftId);
  if (because === 'nothing-left') return toast(ctx, seat, 'draft-empty');
  const said = text(seat.language, `draft-${because}`);
  await ctx.answerCallbackQuery({ text: said, show_alert: true });
}

function readingActions(services: BotServices): Record<string, DeskAction> {
  const { db, now } = services;
  return {
    draft: withDraft(services, async (ctx, seat, shown) => showPanel(ctx, draftPanel(seat, shown))),
    story: withDraft(services, async (ctx, seat, shown, [storyId]) => showStory(ctx, seat, shown, numberOf(storyId))),
    'draft-look': withDraft(services, async (ctx, seat, { draft, digest, place }) => {
      const messages = messagesOfDraft(place, draft.items, { digest });
      if (messages.length === 0) return toast(ctx, seat, 'draft-empty');
      await sendAsPosted(ctx, seat.userId, messages);
    }),
    ask: {
      needs: 'editor',
      run: async (ctx, seat, [id, hours]) => {
        const place = await editionAt(services, seat, numberOf(id));
        const count = Number(hours);
        if (!place || !Number.isInteger(count) || count < 1 || count > 24) return toast(ctx, seat, 'draft-gone');
        const draft = await draftOfHours({ db, now: now(), place, hours: count });
        const shown = draft && (await draftAt(services, seat, draft.id));
        if (shown) await showPanel(ctx, draftPanel(seat, shown));
        else await toast(ctx, seat, 'draft-nothing-new');
      },
    },
    posts: {
      needs: 'editor',
      run: async (ctx, seat, [id]) => {
        const place = await editionAt(services, seat, numberOf(id));
        if (!place) return toast(ctx, seat, 'draft-gone');
        const posts = await draftsOf(db, place.edition.id, MOST_POSTS);
        await showPanel(ctx, draftsPanel(seat, place, posts));
      },
    },
  };
}

/** What becomes of a whole draft. */
function decidingActions(services: BotServices): Record<string, DeskAction> {
  const { db, now, enqueue, wake } = services;
  const decide = (
    decision: (shown: DraftView, seat: DeskSeat) => Promise<Decision>,
    action: string,
    said: TextId,
  ): DeskAction =>
    withSeen(services, async (ctx, seat, shown) => {
      const decided = await decision(shown, seat);
      if (!decided.done) return sayWhyNot(ctx, services, seat, { ...decided, draftId: shown.draft.id });
      await journal(services, seat, action, shown);
      wake();
      await toast(ctx, seat, said);
      await shownAgain(ctx, services, seat, shown.draft.id);
    });
  const order = ({ draft }: DraftView, { userId }: DeskSeat) => ({ db, now: now(), enqueue, draft, by: userId });
  return {
    now: decide((shown, seat) => publishDraft(order(shown, seat)), 'published', 'draft-goes'),
    approve: decide((shown, seat) => approveDraft(order(shown, seat)), 'approved', 'draft-will-go'),
    skip: decide((shown, seat) => skipDraft({ ...order(shown, seat), reason: 'skipped' }), 'skipped', 'draft-left-out'),
    revive: withDraft(services, async (ctx, seat, shown) => {
      const reopened = await reopenDraft(order(shown, seat));
      if (!reopened.done) return tellOfOther(ctx, services, seat, shown.draft.id);
      const decided = await publishDraft({ ...order(shown, seat), draft: reopened.draft });
      if (!decided.done) return sayWhyNot(ctx, services, seat, { ...decided, draftId: shown.draft.id });
      await journal(services, seat, 'published', shown);
      wake();
      await toast(ctx, seat, 'draft-goes');
      await shownAgain(ctx, services, seat, shown.draft.id);
    }),
    again: decide(
      (shown, seat) => postAgain({ ...order(shown, seat), place: shown.place, digest: shown.digest }),
      'again',
      'draft-goes',
    ),
    mend: withDraft(services, async (ctx, seat, { draft, digest, place }) => {
      const correctedAt = place.edition.marksCorrections ? now() : null;
      const items = draft.state === 'published' ? draft.items : [];
      const parts = items.length === 0 ? [] : messagesOfDraft(place, items, { digest, correctedAt });
      const ordered = await db.transaction((tx) => correctDigest(tx, { digestId: digest.id, parts }, now()));
      if (ordered !== 'ordered') return toast(ctx, seat, `draft-${ordered}`);
      await toast(ctx, seat, (await correctNow(ctx, services, digest.id)) ? 'draft-corrects' : 'draft-refused');
      await shownAgain(ctx, services, seat, draft.id);
    }),
    remove: withSeen(services, async (ctx, seat, shown) => {
      const { draft, digest } = shown;
      const removed = await db.transaction(async (tx) => {
        const change = { draftId: draft.id, version: draft.version, from: ['published'] as const, by: seat.userId };
        if (!(await changeDraft(tx, { ...change, state: 'skipped' }, now()))) return false;
        await correctDigest(tx, { digestId: digest.id, parts: [] }, now());
        return true;
      });
      if (!removed) return tellOfOther(ctx, services, seat, draft.id);
      await journal(services, seat, 'removed', shown);
      if (await correctNow(ctx, services, digest.id)) await toast(ctx, seat, 'draft-removed');
      else await offerMending(ctx, seat, shown);
      await shownAgain(ctx, services, seat, draft.id);
    }),
  };
}

/** What is changed of a draft's stories. */
function changingActions(services: BotServices): Record<string, DeskAction> {
  const { db, now } = services;
  const change = (
    action: string,
    itemsOf: (items: readonly DraftItem[], storyId: number, arg: string) => DraftItem[],
    back: 'draft' | 'story',
  ): DeskAction =>
    withSeen(services, async (ctx, seat, shown, [story, arg = '']) => {
      const storyId = numberOf(story);
      const items = itemsOf(shown.draft.items, storyId, arg);
      const outcome = await rewrite(ctx, services, seat, { shown, items, action });
      await sayOutcome(ctx, services, seat, { outcome, shown });
      const after = await draftAt(services, seat, shown.draft.id);
      if (!after || outcome === 'changed') return;
      if (back === 'story') await showStory(ctx, seat, after, storyId);
      else await showPanel(ctx, draftPanel(seat, after));
    });
  const asked = (kind: string): DeskAction =>
    withDraft(services, (ctx, seat, { draft }, [version = '', ...args]) =>
      askAtDesk(ctx, services, { seat, id: 'desk-draft', kind, args: [draft.id.toString(36), version, ...args] }),
    );
  return {
    move: change('moved', (items, storyId, way) => moved(items, storyId, way === 'up' ? 'up' : 'down'), 'draft'),
    put: change('cut', (items, storyId, where) => setOut(items, storyId, where === 'out'), 'draft'),
    reword: asked('reword'),
    add: asked('add'),
    split: withSeen(services, async (ctx, seat, shown, [story]) => {
      const item = shown.draft.items.find(({ storyId }) => storyId === numberOf(story));
      const articles = item ? ((await articlesOfStories(db, [item.storyId])).get(item.storyId) ?? []) : [];
      if (!item || articles.length < 2) return toast(ctx, seat, 'draft-one-article');
      await showPanel(ctx, splitPanel(seat, shown, { item, articles }));
    }),
    part: withSeen(services, async (ctx, seat, shown, [story, article]) => {
      const [storyId, articleId] = [numberOf(story), numberOf(article)];
      const item = shown.draft.items.find((one) => one.storyId === storyId);
      const articles = (await articlesOfStories(db, [storyId])).get(storyId) ?? [];
      const isIts = articles.some(({ id }) => id === articleId);
      if (!item || !isIts || (await splitArticle(db, { storyId, articleId, now: now() })) === null) {
        return toast(ctx, seat, 'draft-one-article');
      }
      const [left] = await draftItemsOf({ db, now: now(), place: shown.place }, [storyId]);
      const items = replaced(shown.draft.items, storyId, left ? [retold(item, left)] : []);
      const outcome = await rewrite(ctx, services, seat, { shown, items, action: 'parted' });
      await sayOutcome(ctx, services, seat, { outcome, shown });
      await shownAgain(ctx, services, seat, shown.draft.id);
    }),
  };
}

async function showStory(ctx: BotContext, seat: DeskSeat, shown: DraftView, storyId: number): Promise<void> {
  const item = shown.draft.items.find((one) => one.storyId === storyId);
  await showPanel(ctx, item ? draftStoryPanel(seat, shown, item) : draftPanel(seat, shown));
}

async function shownAgain(ctx: BotContext, services: BotServices, seat: DeskSeat, draftId: number): Promise<void> {
  const shown = await draftAt(services, seat, draftId);
  if (shown) await showPanel(ctx, draftPanel(seat, shown));
}

/** Says what a change came to where the panel does not show it. */
async function sayOutcome(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  { outcome, shown }: { outcome: Rewritten; shown: DraftView },
): Promise<void> {
  if (outcome === 'changed') await tellOfOther(ctx, services, seat, shown.draft.id);
  else if (outcome === 'refused') await offerMending(ctx, seat, shown);
  else if (outcome !== 'done') await toast(ctx, seat, `draft-${outcome}`);
}

async function journal({ db, now }: BotServices, seat: DeskSeat, action: string, { place }: DraftView): Promise<void> {
  const line = { deskId: seat.desk.id, userId: seat.userId, action, data: { name: place.edition.name } };
  await writeJournal(db, line, now());
}
