import { Composer } from 'grammy';
import { haltDigests, resumeDigests } from '../../db/halts.js';
import { webAddress } from '../../intake/address.js';
import { UnreadableFeedError } from '../../intake/feeds/errors.js';
import { FetchError } from '../../intake/fetch-errors.js';
import { publisherOfSource } from '../../intake/publisher/store.js';
import { addSource } from '../../intake/sources/add.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { adminHome, askPanel, backRow } from '../admin/home.js';
import { channelsPanel, queuesPanel } from '../admin/queues.js';
import { sourceCard, sourceList, sourceOf, switchSource } from '../admin/sources.js';
import { askToTakeDown, foundStories, takeDown, takeOut } from '../admin/stories.js';
import type { BotContext, BotServices } from '../context.js';
import { openPanel } from '../open.js';
import { type Panel, type PanelPlace, showPanel } from '../panels/panel.js';
import type { Press } from '../press.js';
import { onPresses } from '../presses.js';

/** /admin, in the operator's chat alone: sources, channels, queues, stories, and to stop everything. */
export function adminFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const isOperators = (telegramId: number | undefined) => telegramId === services.operatorChatId;

  feature.command('admin', async (ctx, next) => {
    if (!isOperators(ctx.chat.id)) return next();
    const said = ctx.match.trim();
    await openPanel(ctx, services, (place) => {
      if (said === '') return adminHome(services, place);
      return webAddress(said) === null ? foundStories(services, place, said) : added(services, place, said);
    });
  });

  feature.use(
    onPresses(services, ['q'], async (ctx, { press, place }) => {
      // A forged button may name another chat than the one that it is pressed in.
      if (!isOperators(place.chat.telegramId) || ctx.chat?.id !== place.chat.telegramId) return;
      await showPanel(ctx, await obey(services, place, press));
    }),
  );

  return feature;
}

async function obey(services: BotServices, place: PanelPlace, { action, args }: Press): Promise<Panel> {
  const { language } = place.chat;
  const [first = '', page = '0'] = args;
  switch (action) {
    case 'sources':
      return sourceList(services, place, Number(first) || 0);
    case 'channels':
      return channelsPanel(services, place);
    case 'queues':
      return queuesPanel(services, place);
    case 'halt?':
      return askPanel(place, { html: text(language, 'admin-halt-ask'), yes: ['halt'], no: ['open'] });
    case 'halt':
      await haltDigests(services.db, services.now());
      return adminHome(services, place);
    case 'go':
      await resumeDigests(services.db);
      services.wake();
      return adminHome(services, place);
    case 'down?':
      return askToTakeDown(services, place, first);
    case 'down':
      return takeDown(services, place, first);
    case 'source':
    case 'pause':
    case 'resume':
    case 'bar?':
    case 'bar':
      return obeyAbout(services, place, { action, id: first, page });
    default:
      return adminHome(services, place);
  }
}

/** What is done about one source. */
async function obeyAbout(
  services: BotServices,
  place: PanelPlace,
  { action, id, page }: { action: 'source' | 'pause' | 'resume' | 'bar?' | 'bar'; id: string; page: string },
): Promise<Panel> {
  const { language } = place.chat;
  const source = await sourceOf(services, id);
  if (source === null) {
    return { html: text(language, 'admin-source-gone'), buttons: [backRow(place, 'sources', page)] };
  }
  const publisher = publisherOfSource(source);
  switch (action) {
    case 'bar?': {
      const html = text(language, 'admin-bar-ask', { publisher: escapeHtml(publisher) });
      return askPanel(place, { html, yes: ['bar', id, page], no: ['source', id, page] });
    }
    case 'bar':
      return takeOut(services, place, publisher);
    case 'pause':
    case 'resume':
      await switchSource(services, source, action);
      return sourceCard(services, place, { source: (await sourceOf(services, id)) ?? source, page });
    case 'source':
      return sourceCard(services, place, { source, page });
  }
}

/** Adds the feed of an address, or of the site that is there. */
async function added({ db, now, pages }: BotServices, place: PanelPlace, address: string): Promise<Panel> {
  const { language } = place.chat;
  const buttons = [backRow(place)];
  try {
    const { source, outcome } = await addSource(db, address, { fetcher: pages.fetcher, now: now() });
    const said = outcome === 'known' ? 'admin-source-known' : 'admin-source-added';
    return { html: text(language, said, { title: escapeHtml(source.title) }), buttons };
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof UnreadableFeedError)) throw error;
    return { html: text(language, 'admin-source-not-found'), buttons };
  }
}
