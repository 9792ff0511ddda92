import { Composer } from 'grammy';
import { preferencesOf, schedulesOf } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { askForDigest } from '../ask.js';
import type { BotContext, BotServices } from '../context.js';
import { openPanel } from '../open.js';
import { homePanel } from '../panels/home.js';
import { type Panel, type PanelPlace, showPanel } from '../panels/panel.js';
import { onPresses } from '../presses.js';
import { excuse } from './latest.js';

/** /settings: everything that a chat set up, and the way to each part. */
export function homeFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('settings', (ctx) => openPanel(ctx, services, (place) => makeHome(services, place)));

  feature.use(
    onPresses(services, ['h'], async (ctx, { press, place }) => {
      if (press.action !== 'latest') {
        await showPanel(ctx, await makeHome(services, place));
        return;
      }
      const digest = await askForDigest(services, place.chat, { kind: 'asked' });
      if (digest.state === 'empty') {
        await ctx.reply(excuse(place.chat, digest.reason), { parse_mode: 'HTML' });
      } else if (place.chat.kind === 'channel') {
        await ctx.answerCallbackQuery(text(place.chat.language, 'latest-sent-to-channel'));
      }
    }),
  );

  return feature;
}

/** The home panel as things stand now. */
export async function makeHome({ db, now }: BotServices, place: PanelPlace): Promise<Panel> {
  const [preferences, schedules] = await Promise.all([
    preferencesOf(db, place.chat.id),
    schedulesOf(db, place.chat.id),
  ]);
  return homePanel(place, { preferences, schedules, now: now() });
}
