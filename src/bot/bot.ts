import { Bot, Composer, type MiddlewareFn, type Transformer } from 'grammy';
import type { ReplyClient } from '../delivery/telegram.js';
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
  client: Omit<ReplyClient, 'close'>;
  /** Paces replies, and repeats those that may be repeated. */
  transformer?: Transformer;
}

interface Feature {
  name: string;
  make: (services: BotServices) => Composer<BotContext>;
  /** Whose presses it hears. */
  panels?: readonly PanelCode[];
  /** It begins, ends or holds conversations. */
  converses?: true;
}

/** In this order: conversations hear an answer before words are searched for, and the fallback hears what is left. */
const FEATURES: readonly Feature[] = [
  { name: 'members', make: membersFeature },
  { name: 'inline', make: inlineFeature },
  { name: 'posts', make: postsFeature },
  { name: 'desk-people', make: deskPeopleFeature },
  { name: 'desk-place', make: deskPlaceFeature },
  { name: 'start', make: startFeature, panels: ['w'], converses: true },
  { name: 'share', make: shareFeature },
  { name: 'links', make: linksFeature, panels: ['r'], converses: true },
  { name: 'schedule', make: scheduleFeature, panels: ['s'], converses: true },
  { name: 'topics', make: topicsFeature, panels: ['t', 'b'] },
  { name: 'words', make: wordsFeature, panels: ['k'], converses: true },
  { name: 'urgent', make: urgentFeature, panels: ['x'], converses: true },
  { name: 'volume', make: volumeFeature, panels: ['v'] },
  { name: 'channel', make: channelFeature, panels: ['c'] },
  { name: 'channel-source', make: channelSourceFeature, panels: ['e'] },
  { name: 'report', make: reportFeature, panels: ['z'] },
  { name: 'desk', make: deskFeature },
  { name: 'desk-settings', make: deskSettingsFeature, converses: true },
  { name: 'desk-feeds', make: deskFeedsFeature, converses: true },
  { name: 'desk-drafts', make: deskDraftsFeature, converses: true },
  { name: 'home', make: homeFeature, panels: ['h'] },
  { name: 'sources', make: sourcesFeature, panels: ['o'] },
  { name: 'status', make: statusFeature, panels: ['u'] },
  { name: 'data', make: dataFeature, panels: ['f'], converses: true },
  { name: 'help', make: helpFeature },
  { name: 'digests', make: digestsFeature },
  { name: 'stories', make: storiesFeature, panels: ['n'] },
  { name: 'admin', make: adminFeature, panels: ['q'] },
  { name: 'add', make: addFeature, panels: ['a'] },
  { name: 'latest', make: latestFeature },
  { name: 'fallback', make: fallbackFeature, panels: PANEL_CODES },
];

/** The bot: everything that people may say and press. It does nothing until it is handed updates. */
export function createBot(options: BotOptions): Bot<BotContext> {
  const { token, client, transformer, ...services } = options;
  const bot = new Bot<BotContext>(token, { client });
  bot.api.config.use(client.straight(token));
  if (transformer) bot.api.config.use(transformer);
  bot.catch(failureHandler(services, 'updates'));

  bot.use(answerPresses);
  bot.use(everyFeature(services));
  return bot;
}

/**
 * All features, each with its own error boundary. A press of a panel goes past those that do not hear it, and past the
 * conversations where none of those that do has any, since they let presses of panels pass: asking thirty features
 * whether it is theirs, and the database whether a conversation is under way, costs more than most answers do.
 */
function everyFeature(services: BotServices): MiddlewareFn<BotContext> {
  const conversations = keepConversations(services);
  const bounded = FEATURES.map(({ name, make, panels = [], converses = false }) => {
    const boundary = new Composer<BotContext>();
    boundary.errorBoundary(failureHandler(services, name), make(services));
    return { panels, converses, middleware: boundary.middleware() };
  });
  const all = new Composer(conversations, leaveAtCommand, ...bounded.map(({ middleware }) => middleware)).middleware();
  const ofPanel = new Map(
    PANEL_CODES.map((code) => {
      const converse = bounded.some(({ panels, converses }) => converses && panels.includes(code));
      const hearing = bounded.filter(({ panels, converses }) => panels.includes(code) || (converse && converses));
      const middleware = hearing.map(({ middleware }) => middleware);
      return [code, new Composer(...(converse ? [conversations] : []), ...middleware).middleware()];
    }),
  );
  return (ctx, next) => {
    const press = readPress(ctx.callbackQuery?.data ?? '');
    return ((press && ofPanel.get(press.panel)) ?? all)(ctx, next);
  };
}
