import { Composer } from 'grammy';
import { type Preferences, preferencesOf, savePreferences } from '../../chats/store.js';
import type { BotContext, BotServices } from '../context.js';
import { HOURS, hoursConversation } from '../conversations/hours.js';
import { askQuestion } from '../conversations/question.js';
import { hoursIn } from '../hours.js';
import { openPanel } from '../open.js';
import { showPanel } from '../panels/panel.js';
import { DAILY_COUNTS, quietPanel, urgentPanel } from '../panels/urgent.js';
import { wordMark } from '../panels/words.js';
import type { Press } from '../press.js';
import { onPresses } from '../presses.js';

/** /urgent: the words whose news comes at once, how much of it a day, and the quiet hours. */
export function urgentFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(hoursConversation(services));

  feature.command('urgent', (ctx) =>
    openPanel(ctx, services, async (place) =>
      urgentPanel(place, { preferences: await preferencesOf(services.db, place.chat.id), page: 0 }),
    ),
  );

  feature.use(
    onPresses(services, ['x'], async (ctx, { press, place }) => {
      const { chat, owner } = place;
      if (press.action === 'own') return askQuestion(ctx, HOURS, { chatId: chat.id, owner });
      const before = await preferencesOf(services.db, chat.id);
      const preferences = await savePreferences(services.db, chat.id, changeOf(before, press));
      const isQuiet = press.action === 'quiet' || press.action === 'hours';
      const page = Number(press.args[press.action === 'page' ? 0 : 1]) || 0;
      await showPanel(ctx, isQuiet ? quietPanel(place, preferences) : urgentPanel(place, { preferences, page }));
    }),
  );

  return feature;
}

/** What a button of the panel changes; one that only opens changes nothing. */
function changeOf({ followedWords, urgentWords }: Preferences, { action, args: [value = ''] }: Press) {
  switch (action) {
    case 'on':
    case 'off': {
      const isMeant = (word: string) => wordMark(word) === value;
      const isUrgent = (word: string) => (isMeant(word) ? action === 'on' : urgentWords.includes(word));
      return { urgentWords: followedWords.filter(isUrgent) };
    }
    case 'daily': {
      const urgentPerDay = DAILY_COUNTS.find((count) => String(count) === value);
      return urgentPerDay ? { urgentPerDay } : {};
    }
    case 'hours':
      return hoursIn(value);
    default:
      return {};
  }
}
