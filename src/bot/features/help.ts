import { Composer } from 'grammy';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { chatHere } from '../place.js';

/** /help and /privacy: what the bot can do, and what it keeps. */
export function helpFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('help', async (ctx) => {
    const { language, kind } = await chatHere(ctx, services);
    await ctx.reply(text(language, kind === 'private' ? 'help' : 'help-group', { bot: ctx.me.username }), {
      parse_mode: 'HTML',
    });
  });

  feature.command('privacy', async (ctx) => {
    const { language } = await chatHere(ctx, services);
    await ctx.reply(text(language, 'privacy', services.keepDays), { parse_mode: 'HTML' });
  });

  return feature;
}
