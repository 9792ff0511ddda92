import { text } from '../../texts/texts.js';
import { zoneInWords } from '../zones.js';
import { type Panel, type PanelPlace, pressButton } from './panel.js';

/** When the digest should come, in the first conversation. */
export function beginningTimesPanel(place: PanelPlace): Panel {
  const { language } = place.chat;
  const choice = (name: 'morning' | 'evening' | 'both' | 'own') =>
    pressButton(text(language, `start-times-${name}`), place, 'w', name);
  return {
    html: text(language, 'start-times', { city: zoneInWords(place.chat.zone, language) }),
    buttons: [[choice('morning')], [choice('evening')], [choice('both')], [choice('own')]],
  };
}
