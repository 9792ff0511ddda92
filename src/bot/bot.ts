import { type ApiClientOptions, Bot, Composer, type MiddlewareFn, type Transformer } from 'grammy';
import type { BotContext, BotServices } from './context.js';
import { keepConversations, leaveAtCommand } from './conversations/conversation.js';
import { failureHandler } from './failures.js';
import { addFeature } from './features/add.js';
import { adminFeature } from './features/admin.js';
import { channelFeature } from './features/channel.js';
import { channelSourceFeature } from './features/channel-source.js';
import { dataFeature } from './features/data.js';
import { deskFeature } from './features/desk.js';
import { deskDraftsFeature } from './features/desk-drafts.js';
import { deskFeedsFeature } from './features/desk-feeds.js';
import { deskPeopleFeature } from './features/desk-people.js';
import { deskPlaceFeature } from './features/desk-place.js';
import { deskSettingsFeature } from './features/desk-settings.js';
import { digestsFeature } from './features/digests.js';
import { fallbackFeature } from './features/fallback.js';
import { helpFeature } from './features/help.js';
import { homeFeature } from './features/home.js';
import { inlineFeature } from './features/inline.js';
import { latestFeature } from './features/latest.js';
import { linksFeature } from './features/links.js';
import { membersFeature } from './features/members.js';
import { postsFeature } from './features/posts.js';
import { reportFeature } from './features/report.js';
import { scheduleFeature } from './features/schedule.js';
import { shareFeature } from './features/share.js';
import { sourcesFeature } from './features/sources.js';
import { startFeature } from './features/start.js';
import { statusFeature } from './features/status.js';
import { storiesFeature } from './features/stories.js';
import { topicsFeature } from './features/topics.js';
import { urgentFeature } from './features/urgent.js';
import { volumeFeature } from './features/volume.js';
import { wordsFeature } from './features/words.js';
import { PANEL_CODES, type PanelCode, readPress } from './press.js';
import { answerPresses } from './updates.js';

export interface BotOptions extends BotServices {
  token: string;
  /** Where the Bot API server is, and how it is called. */
  client: ApiClientOptions;
  /** Paces replies, and repeats those that may be repeated. */
  transformer?: Transformer;
}

/** A feature by its name. `panels`: whose presses it hears; one with conversations, which wait for any, names none. */
type Feature = readonly [
  name: string,
  make: (services: BotServices) => Composer<BotContext>,
  panels?: readonly PanelCode[],
];

/** In this order: conversations hear an answer before words are searched for, and the fallback hears what is left. */
const FEATURES: readonly Feature[] = [
  ['members', membersFeature, []],
  ['inline', inlineFeature, []],
  ['posts', postsFeature, []],
  ['desk-people', deskPeopleFeature, []],
  ['desk-place', deskPlaceFeature, []],
  ['start', startFeature],
  ['share', shareFeature, []],
  ['links', linksFeature, ['r']],
  ['schedule', scheduleFeature],
  ['topics', topicsFeature, ['t', 'b']],
  ['words', wordsFeature],
  ['urgent', urgentFeature],
  ['volume', volumeFeature, ['v']],
  ['channel', channelFeature, ['c']],
  ['channel-source', channelSourceFeature, ['e']],
  ['report', reportFeature, ['z']],
  ['desk', deskFeature, []],
  ['desk-settings', deskSettingsFeature],
  ['desk-feeds', deskFeedsFeature],
  ['desk-drafts', deskDraftsFeature],
  ['home', homeFeature, ['h']],
  ['sources', sourcesFeature, ['o']],
  ['status', statusFeature, ['u']],
  ['data', dataFeature, ['f']],
  ['help', helpFeature, []],
  ['digests', digestsFeature, []],
  ['stories', storiesFeature, ['n']],
  ['admin', adminFeature, ['q']],
  ['add', addFeature, ['a']],
  ['latest', latestFeature, []],
  ['fallback', fallbackFeature],
];

/** The bot: everything that people may say and press. It does nothing until it is handed updates. */
export function createBot(options: BotOptions): Bot<BotContext> {
  const { token, client, transformer, ...services } = options;
  const bot = new Bot<BotContext>(token, {
    client,
  });
  if (transformer) bot.api.config.use(transformer);
  bot.catch(failureHandler(services, 'updates'));

  bot.use(answerPresses);
  bot.use(keepConversations(services));
  bot.use(leaveAtCommand);
  bot.use(everyFeature(services));
  return bot;
}

/**
 * All features, each with its own error boundary. A press of a panel goes past those that do not hear it: asking thirty
 * features whether it is theirs costs more than most answers do.
 */
function everyFeature(services: BotServices): MiddlewareFn<BotContext> {
  const bounded = FEATURES.map(([name, make, panels]) => {
    const boundary = new Composer<BotContext>();
    boundary.errorBoundary(failureHandler(services, name), make(services));
    return { panels, middleware: boundary.middleware() };
  });
  const all = new Composer(...bounded.map(({ middleware }) => middleware)).middleware();
  const ofPanel = new Map(
    PANEL_CODES.map((code) => {
      const hearing = bounded.filter(({ panels }) => panels?.includes(code) ?? true);
      return [code, new Composer(...hearing.map(({ middleware }) => middleware)).middleware()];
    }),
  );
  return (ctx, next) => {
    const press = readPress(ctx.callbackQuery?.data ?? '');
    return ((press && ofPanel.get(press.panel)) ?? all)(ctx, next);
  };
}
