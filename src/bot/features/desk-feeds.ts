import { Composer } from 'grammy';
import { numberOf } from '../../chats/desk-press.js';
import { forgetSource, writeJournal } from '../../chats/store.js';
import { writeNotice } from '../../db/notices.js';
import { webAddress } from '../../intake/address.js';
import { UnreadableFeedError } from '../../intake/feeds/errors.js';
import { FetchError, FetcherClosedError } from '../../intake/fetch-errors.js';
import { addOwnFeed, findForDesk, MOST_OWN, removeOwnFeed, reviveOwnFeed } from '../../intake/own/feeds.js';
import { ownSource, ownSources } from '../../intake/own/store.js';
import { newestArticlesOf } from '../../intake/sources/store.js';
import type { Source } from '../../intake/store.js';
import { escapeHtml } from '../../texts/html.js';
import type { TextId } from '../../texts/ids.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { askAtDesk, type DeskAsking, deskConversation } from '../conversations/desk.js';
import { type DeskAction, type DeskSeat, onDeskPresses } from '../desk-access.js';
import { applySettings, editionAt } from '../desk-settings.js';
import { foundFeedPanel, ownFeedPanel, ownFeedsPanel } from '../panels/desk-feeds.js';
import { type Panel, showPanel } from '../panels/panel.js';

const CONVERSATION = 'desk-feeds';
const QUESTION = 'feed-new';
/** Articles that a feed's card names. */
const MOST_ARTICLES = 3;

/** The feeds that a desk adds for itself: looked for where a person says, shown, added, looked at, taken out. */
export function deskFeedsFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(deskConversation(services, { id: CONVERSATION, kinds: { [QUESTION]: question(services) } }));
  feature.use(onDeskPresses(services, feedActions(services)));
  return feature;
}

function feedActions(services: BotServices): Record<string, DeskAction> {
  const { db, now } = services;
  const needs = 'owner';
  return {
    feeds: {
      needs,
      run: async (ctx, seat, [edition]) => showPanel(ctx, await makeFeeds(services, seat, idOf(edition))),
    },
    feed: {
      needs,
      run: async (ctx, seat, [edition, id]) => {
        const panel = await makeFeed(services, seat, { editionId: idOf(edition), sourceId: numberOf(id) });
        await showPanel(ctx, panel);
      },
    },
    [QUESTION]: {
      needs,
      run: (ctx, seat, args) => askAtDesk(ctx, services, { seat, id: CONVERSATION, kind: QUESTION, args }),
    },
    'feed-add': {
      needs,
      run: async (ctx, seat, [edition, id]) => {
        const [editionId, sourceId] = [idOf(edition), numberOf(id)];
        const added = await db.transaction(async (tx) => {
          const done = await addOwnFeed(tx, { deskId: seat.desk.id, sourceId, now: now() });
          if (done.outcome === 'added') {
            await journal(tx, services, seat, { action: 'feed-added', source: done.source });
            await tellOperator(tx, services, { seat, source: done.source });
          }
          return done;
        });
        if (added.outcome === 'added' || added.outcome === 'known') {
          await chooseIn(services, seat, { editionId, sourceId });
          await ctx.answerCallbackQuery(text(seat.language, 'desk-feed-added'));
        } else {
          const said = text(seat.language, `desk-feed-${added.outcome}`, { most: MOST_OWN });
          await ctx.answerCallbackQuery({ text: said, show_alert: true });
        }
        await showPanel(ctx, await makeFeeds(services, seat, editionId));
      },
    },
    'feed-again': {
      needs,
      run: async (ctx, seat, [edition, id]) => {
        const sourceId = numberOf(id);
        const revived = await db.transaction(async (tx) => {
          const source = await reviveOwnFeed(tx, { deskId: seat.desk.id, sourceId, now: now() });
          if (source) await journal(tx, services, seat, { action: 'feed-revived', source });
          return source;
        });
        if (revived) await ctx.answerCallbackQuery(text(seat.language, 'desk-feed-revived'));
        await showPanel(ctx, await makeFeed(services, seat, { editionId: idOf(edition), sourceId }));
      },
    },
    'feed-drop': {
      needs,
      run: async (ctx, seat, [edition, id]) => {
        const { id: deskId } = seat.desk;
        const sourceId = numberOf(id);
        await db.transaction(async (tx) => {
          const source = await removeOwnFeed(tx, { deskId, sourceId });
          if (!source) return;
          await forgetSource(tx, { deskId, sourceId });
          await journal(tx, services, seat, { action: 'feed-removed', source });
        });
        await ctx.answerCallbackQuery(text(seat.language, 'desk-feed-removed'));
        await showPanel(ctx, await makeFeeds(services, seat, idOf(edition)));
      },
    },
  };
}

/** Asks for an address, and shows the feed that is found there. */
function question(services: BotServices): DeskAsking {
  const { db, now, pages } = services;
  return {
    needs: 'owner',
    ask: (language) => text(language, 'desk-feed-where'),
    take: async (ctx, { seat, args: [edition] }) => {
      const { language, desk } = seat;
      const editionId = idOf(edition);
      const written = (ctx.message?.text ?? '').trim();
      const address = webAddress(written.includes('://') ? written : `https://${written}`);
      if (!address || /\s/.test(written)) return text(language, 'desk-feed-no-address');
      await ctx.replyWithChatAction('typing');
      const found = await lookFor(() =>
        findForDesk(db, address.href, { deskId: desk.id, fetcher: pages.fetcher, now: now() }),
      );
      if ('excuse' in found) return text(language, found.excuse);
      if (found.kind === 'barred') return text(language, 'desk-feed-barred');
      if (found.kind === 'found') {
        await showPanel(ctx, foundFeedPanel(seat, { ...found, editionId }));
        return null;
      }
      const { kind, source } = found;
      await chooseIn(services, seat, { editionId, sourceId: source.id });
      const { html, buttons } = await makeFeeds(services, seat, editionId);
      const said = text(language, `desk-feed-${kind}`, { title: escapeHtml(source.title) });
      await showPanel(ctx, { html: `${said}\n\n${html}`, buttons });
      return null;
    },
  };
}

/** What was found, or why nothing was, in words for a person. */
async function lookFor<Found>(find: () => Promise<Found>): Promise<Found | { excuse: TextId }> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof UnreadableFeedError) return { excuse: 'desk-feed-none' };
    // The program stops: whoever starts it again is reached in a moment.
    if (error instanceof FetcherClosedError) return { excuse: 'desk-feed-unreachable' };
    if (error instanceof FetchError) return { excuse: excuseOf(error) };
    throw error;
  }
}

function excuseOf({ reason, status }: FetchError): TextId {
  switch (reason) {
    case 'bad-address':
      return 'desk-feed-no-address';
    case 'forbidden-address':
      return 'add-private-address';
    case 'unknown-host':
      return 'add-unknown-host';
    case 'too-large':
    case 'robots':
      return 'desk-feed-none';
    case 'bad-status':
      return status === 404 || status === 410 ? 'desk-feed-none' : 'desk-feed-unreachable';
    case 'unreachable':
    case 'timeout':
    case 'too-many-redirects':
    case 'bad-encoding':
      return 'desk-feed-unreachable';
  }
}

/** One feed; all of them where it is in the list no more. */
async function makeFeed(
  services: BotServices,
  seat: DeskSeat,
  { editionId, sourceId }: { editionId: number | null; sourceId: number },
): Promise<Panel> {
  const { db, now } = services;
  const source = await ownSource(db, { deskId: seat.desk.id, sourceId });
  if (!source?.confirmed) return makeFeeds(services, seat, editionId);
  const articles = await newestArticlesOf(db, source.id, MOST_ARTICLES);
  return ownFeedPanel(seat, { source, articles, editionId, now: now() });
}

async function makeFeeds({ db }: BotServices, seat: DeskSeat, editionId: number | null): Promise<Panel> {
  const feeds = await ownSources(db, seat.desk.id);
  return ownFeedsPanel(seat, { feeds, most: MOST_OWN, editionId });
}

/** An edition that tells only of chosen sources tells of this one too from now on; one that left it out does no more. */
async function chooseIn(
  services: BotServices,
  seat: DeskSeat,
  { editionId, sourceId }: { editionId: number | null; sourceId: number },
): Promise<void> {
  const place = editionId === null ? null : await editionAt(services, seat, editionId);
  if (!place) return;
  const { onlySourceIds, mutedSourceIds } = place.edition;
  const edition = {
    ...(onlySourceIds && !onlySourceIds.includes(sourceId) ? { onlySourceIds: [...onlySourceIds, sourceId] } : {}),
    ...(mutedSourceIds.includes(sourceId) ? { mutedSourceIds: mutedSourceIds.filter((id) => id !== sourceId) } : {}),
  };
  if (Object.keys(edition).length === 0) return;
  await applySettings(services, seat, { place, change: { edition }, action: 'changed' });
}

/** Once a desk: it is the operator who answers for what readers read. */
async function tellOperator(
  tx: BotServices['db'],
  { now, operatorChatId }: BotServices,
  { seat: { chat, desk }, source: { title, url } }: { seat: DeskSeat; source: Source },
): Promise<void> {
  if (operatorChatId === null) return;
  const notice = { kind: 'desk-feeds', telegramId: operatorChatId, key: `desk-feeds:${desk.id}` };
  await writeNotice(tx, { ...notice, data: { chat: chat.title, title, url } }, now());
}

async function journal(
  tx: BotServices['db'],
  { now }: BotServices,
  { desk, userId }: DeskSeat,
  { action, source }: { action: string; source: Source },
): Promise<void> {
  await writeJournal(tx, { deskId: desk.id, userId, action, data: { name: source.title } }, now());
}

/** The edition of a press; `null` where it names none. */
function idOf(arg: string | undefined): number | null {
  return numberOf(arg) || null;
}
