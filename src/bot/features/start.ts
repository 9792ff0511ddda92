import { Composer } from 'grammy';
import { schedulesOf } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { mayChange } from '../access.js';
import { finishBeginning, TIME_CHOICES } from '../beginning.js';
import type { BotContext, BotServices } from '../context.js';
import { BEGIN, beginConversation } from '../conversations/begin.js';
import { readLink } from '../links.js';
import { openPanel } from '../open.js';
import { showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { onPresses } from '../presses.js';
import { makeHome } from './home.js';

/** /start: the first conversation; the settings for those who come back, and in groups. */
export function startFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(beginConversation(services));

  feature.chatType('private').command('start', async (ctx, next) => {
    if (readLink(ctx.match) !== null) return next();
    const chat = await chatHere(ctx, services);
    if ((await schedulesOf(services.db, chat.id)).length === 0) return ctx.conversation.enter(BEGIN, 'topics');
    const home = await makeHome(services, { chat, owner: 0 });
    await showPanel(ctx, { ...home, html: `${text(chat.language, 'start-again')}\n\n${home.html}` });
  });

  feature.chatType(['group', 'supergroup']).command('start', async (ctx) => {
    const chat = await chatHere(ctx, services);
    if (await mayChange(ctx, chat)) return openPanel(ctx, services, (place) => makeHome(services, place));
    await ctx.reply(text(chat.language, 'group-start'));
  });

  feature.command('cancel', async (ctx) => {
    const { language } = await chatHere(ctx, services);
    const isPrivate = ctx.chat.type === 'private';
    const left = ctx.leftConversations ?? [];
    if (left.length === 0 && !isPrivate) return;
    const said = left.length === 0 ? 'start-nothing-to-leave' : left.includes(BEGIN) ? 'start-left' : 'question-left';
    // The choice of a channel is a keyboard of its own, and no conversation.
    await ctx.reply(text(language, said), isPrivate ? { reply_markup: { remove_keyboard: true } } : {});
  });

  // Buttons of a conversation that was left or timed out still lead to its end.
  feature.use(
    onPresses(services, ['w'], async (ctx, { press, place }) => {
      if (ctx.conversation.active(BEGIN) > 0) return;
      const isSetUp = (await schedulesOf(services.db, place.chat.id)).length > 0;
      if (isSetUp) {
        await ctx.answerCallbackQuery(text(place.chat.language, 'start-already'));
        return;
      }
      const times = TIME_CHOICES[press.action];
      if (times) return finishBeginning(ctx, services, [...times]);
      await ctx.conversation.enter(BEGIN, 'times');
      if (press.action === 'own') await ctx.reply(text(place.chat.language, 'time-ask'));
    }),
  );

  return feature;
}
