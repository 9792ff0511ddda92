import { Composer } from 'grammy';
import { type Chat, preferencesOf, schedulesOf, updateChat } from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import { channelSource } from '../../intake/people/channels.js';
import { text } from '../../texts/texts.js';
import { INTERFACE_LANGUAGES } from '../../vocabulary.js';
import { askForDigest } from '../ask.js';
import type { BotContext, BotServices } from '../context.js';
import { openPanel } from '../open.js';
import { homePanel } from '../panels/home.js';
import { type Panel, type PanelPlace, showPanel } from '../panels/panel.js';
import type { Press } from '../press.js';
import { onPresses } from '../presses.js';
import { excuse } from './latest.js';

/** Two taps on «Дайджест зараз» within this are one. */
const SECOND_TAP_MS = 5_000;

/** /settings: everything that a chat set up, and the way to each part. */
export function homeFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command(['settings', 'language'], (ctx) => openPanel(ctx, services, (place) => makeHome(services, place)));

  feature.use(
    onPresses(services, ['h'], async (ctx, { press, place }) => {
      if (press.action !== 'latest') {
        const chat = await changed(services.db, place.chat, press);
        await showPanel(ctx, await makeHome(services, { ...place, chat }));
        return;
      }
      if (isSecondTap(place.chat, services.now())) return;
      const digest = await askForDigest(services, place.chat, { kind: 'asked' });
      if (digest.state === 'empty') {
        await ctx.reply(await excuse(services, place.chat, digest.reason));
      } else if (place.chat.kind === 'channel') {
        await ctx.answerCallbackQuery(text(place.chat.language, 'latest-sent-to-channel'));
      }
    }),
  );

  return feature;
}

/** The chat with what a button of the panel says; one that only opens changes nothing. */
async function changed(db: Database, chat: Chat, { action, args }: Press): Promise<Chat> {
  const change = changeOf(action, args[0]);
  if (Object.keys(change).length === 0) return chat;
  await updateChat(db, chat.id, change);
  return { ...chat, ...change };
}

function changeOf(action: string, value: string | undefined): Partial<Pick<Chat, 'silent' | 'language'>> {
  if (action === 'silent' || action === 'loud') return { silent: action === 'silent' };
  const language = INTERFACE_LANGUAGES.find((one) => one === value);
  return action === 'language' && language ? { language } : {};
}

/** A digest that was sent a moment ago is not what a second tap asks for. */
function isSecondTap({ lastLookedAt }: Chat, now: Date): boolean {
  return lastLookedAt !== null && now.getTime() - lastLookedAt.getTime() < SECOND_TAP_MS;
}

/** The home panel as things stand now. */
export async function makeHome({ db, now }: BotServices, place: PanelPlace): Promise<Panel> {
  const { chat } = place;
  const [preferences, schedules, posts] = await Promise.all([
    preferencesOf(db, chat.id),
    schedulesOf(db, chat.id),
    chat.kind === 'channel' ? channelSource(db, chat.telegramId) : null,
  ]);
  const isSource = posts !== null && posts.pausedAt === null;
  return homePanel(place, { preferences, schedules, isSource, now: now() });
}
