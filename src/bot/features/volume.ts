import { Composer } from 'grammy';
import { type Preferences, preferencesOf, savePreferences } from '../../chats/store.js';
import { SUMMARY_LENGTHS } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { openPanel } from '../open.js';
import { showPanel } from '../panels/panel.js';
import { MINUTE_COUNTS, STORY_COUNTS, volumePanel } from '../panels/volume.js';
import type { Press } from '../press.js';
import { onPresses } from '../presses.js';

/** /length: how much a digest says. */
export function volumeFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('length', (ctx) =>
    openPanel(ctx, services, async (place) => volumePanel(place, await preferencesOf(services.db, place.chat.id))),
  );

  feature.use(
    onPresses(services, ['v'], async (ctx, { press, place }) => {
      const preferences = await savePreferences(services.db, place.chat.id, changeOf(press));
      await showPanel(ctx, volumePanel(place, preferences));
    }),
  );

  return feature;
}

/** What a button of the panel changes; one that only opens changes nothing. */
function changeOf({ action, args: [value] }: Press): Partial<Preferences> {
  switch (action) {
    case 'length': {
      const length = SUMMARY_LENGTHS.find((one) => one === value);
      return length ? { length, form: 'full' } : {};
    }
    case 'form':
      return { form: value === 'compact' ? 'compact' : 'full' };
    case 'stories': {
      const maxStories = STORY_COUNTS.find((count) => String(count) === value);
      return maxStories ? { maxStories } : {};
    }
    case 'minutes': {
      const minutes = MINUTE_COUNTS.find((count) => String(count) === value);
      return minutes === undefined ? {} : { maxMinutes: minutes || null };
    }
    default:
      return {};
  }
}
