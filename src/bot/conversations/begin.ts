import { createConversation } from '@grammyjs/conversations';
import type { Context, MiddlewareFn } from 'grammy';
import { preferencesOf, updateChat } from '../../chats/store.js';
import { parseTimes } from '../../digests/schedule.js';
import { text } from '../../texts/texts.js';
import { finishBeginning, TIME_CHOICES } from '../beginning.js';
import { zoneOfCity, zoneOfPlace } from '../cities.js';
import type { BotContext, BotServices } from '../context.js';
import { beginningTimesPanel } from '../panels/beginning.js';
import { showPanel } from '../panels/panel.js';
import { topicsPanel } from '../panels/topics.js';
import { chatHere } from '../place.js';
import { readPress } from '../press.js';
import type { BotConversation } from './conversation.js';

export const BEGIN = 'begin';

/**
 * The first conversation: topics, then times, then the first digest at once. The toggles themselves are a panel over
 * the chat's preferences like any other; the conversation waits for what leads on.
 * Entered with the step to begin at: a «Далі» pressed after the conversation had been left goes on with the times.
 */
export function beginConversation(services: BotServices): MiddlewareFn<BotContext> {
  return createConversation<BotContext, Context>(
    async (conversation: BotConversation, _ctx: Context, from: 'topics' | 'times') => {
      if (from === 'topics') {
        await conversation.external((outside) => askTopics(outside, services));
        await waitForTopics(conversation, services);
      }
      await conversation.external((outside) => askTimes(outside, services));
      const times = await waitForTimes(conversation, services);
      await conversation.external((outside) => finishBeginning(outside, services, times));
    },
    { id: BEGIN },
  ) as MiddlewareFn<BotContext>;
}

async function waitForTopics(conversation: BotConversation, services: BotServices): Promise<void> {
  const ctx = await conversation.wait();
  const press = readPress(ctx.callbackQuery?.data ?? '');
  if (press?.panel === 'w' && press.action === 'open') return;
  // Toggles, and buttons of other messages, are the features' own.
  if (!ctx.message) await conversation.skip({ next: true });
  await conversation.external((outside) => hint(outside, services, 'start-topics-hint'));
  await conversation.skip();
}

async function waitForTimes(conversation: BotConversation, services: BotServices): Promise<string[]> {
  for (;;) {
    const ctx = await conversation.wait();
    const press = readPress(ctx.callbackQuery?.data ?? '');
    if (press?.panel === 'w' && press.action === 'own') {
      await conversation.external((outside) => hint(outside, services, 'time-ask'));
    } else if (press?.panel === 'w') {
      const times = TIME_CHOICES[press.action];
      if (times) return [...times];
      // A toggle that was still on its way brought the topics back: «Далі» leads here once more.
      await conversation.external((outside) => askTimes(outside, services));
      await conversation.skip();
    } else if (!ctx.message) {
      await conversation.skip({ next: true });
    } else {
      const times = parseTimes(ctx.message.text ?? '');
      if (times) return times;
      const { location, text: written } = ctx.message;
      const zone = location ? zoneOfPlace(location) : zoneOfCity(written ?? '');
      if (zone !== null) {
        await conversation.external((outside) => moveTo(outside, services, zone));
        await conversation.skip();
      }
      const excuse = location
        ? 'zone-not-found'
        : written === undefined
          ? 'start-times-hint'
          : 'start-times-not-understood';
      await conversation.external((outside) => hint(outside, services, excuse));
      await conversation.skip();
    }
  }
}

async function askTopics(ctx: BotContext, services: BotServices): Promise<void> {
  const chat = await chatHere(ctx, services);
  const { topics } = await preferencesOf(services.db, chat.id);
  await showPanel(ctx, topicsPanel({ chat, owner: 0 }, { topics, beginning: true }));
}

async function askTimes(ctx: BotContext, services: BotServices): Promise<void> {
  const chat = await chatHere(ctx, services);
  await showPanel(ctx, beginningTimesPanel({ chat, owner: 0 }));
}

/** The person lives by another clock: the times are those of it from now on. */
async function moveTo(ctx: BotContext, services: BotServices, zone: string): Promise<void> {
  const chat = await chatHere(ctx, services);
  await updateChat(services.db, chat.id, { zone });
  await askTimes(ctx, services);
}

async function hint(
  ctx: BotContext,
  services: BotServices,
  id: 'start-topics-hint' | 'start-times-hint' | 'start-times-not-understood' | 'time-ask' | 'zone-not-found',
): Promise<void> {
  const { language } = await chatHere(ctx, services);
  await ctx.reply(text(language, id));
}
