import { Composer } from 'grammy';
import { numberOf } from '../../chats/desk-press.js';
import { draftOfHours } from '../../digests/drafts/ask.js';
import { messagesOfDraft } from '../../digests/drafts/post.js';
import { draftsOf } from '../../digests/drafts/store.js';
import type { BotContext, BotServices } from '../context.js';
import { askAtDesk, deskConversation } from '../conversations/desk.js';
import { type DeskAction, onDeskPresses } from '../desk-access.js';
import { changingActions } from '../desk-draft-changes.js';
import { decidingActions } from '../desk-draft-decisions.js';
import { showStory, withDraft } from '../desk-draft-presses.js';
import { draftQuestions, keepWords } from '../desk-draft-questions.js';
import { draftAt } from '../desk-drafts.js';
import { editionAt } from '../desk-settings.js';
import { sendAsPosted, toast } from '../desk-shown.js';
import { draftPanel, draftsPanel } from '../panels/desk-draft.js';
import { showPanel } from '../panels/panel.js';

/** Posts that are offered for correcting. */
const MOST_POSTS = 8;
const CONVERSATION = 'desk-draft';

/** Drafts at a desk: approving before they are posted, correcting after. */
export function deskDraftsFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(deskConversation(services, { id: CONVERSATION, kinds: draftQuestions(services) }));
  feature.use(
    onDeskPresses(services, {
      ...readingActions(services),
      ...decidingActions(services),
      ...changingActions(services),
      ...writingActions(services),
    }),
  );
  return feature;
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

/** What is asked for in writing, and the words that a person keeps although the guard warns. */
function writingActions(services: BotServices): Record<string, DeskAction> {
  const asked = (kind: string): DeskAction =>
    withDraft(services, (ctx, seat, { draft }, [version = '', ...args]) =>
      askAtDesk(ctx, services, { seat, id: CONVERSATION, kind, args: [draft.id.toString(36), version, ...args] }),
    );
  return {
    reword: asked('reword'),
    add: asked('add'),
    keep: withDraft(services, (ctx, seat, shown, args) => keepWords(ctx, services, seat, { shown, args })),
  };
}
