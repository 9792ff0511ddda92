import type { MiddlewareFn } from 'grammy';
import { savePreferences } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { parseHours } from '../hours.js';
import { showPanel } from '../panels/panel.js';
import { urgentPanel } from '../panels/urgent.js';
import { type Question, questionConversation } from './question.js';

export const HOURS = 'hours';

/** Asks for quiet hours in writing and sets them. */
export function hoursConversation(services: BotServices): MiddlewareFn<BotContext> {
  return questionConversation<Question>(services, {
    id: HOURS,
    ask: (language) => text(language, 'quiet-ask'),
    async take(ctx, { place }) {
      const hours = parseHours(ctx.message?.text ?? '');
      if (hours === null) return text(place.chat.language, 'quiet-not-understood');
      const preferences = await savePreferences(services.db, place.chat.id, hours);
      await showPanel(ctx, urgentPanel(place, { preferences, page: 0 }));
      return null;
    },
  });
}
