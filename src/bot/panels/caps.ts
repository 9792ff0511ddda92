import type { Preferences } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { TOPICS } from '../../vocabulary.js';
import { type Panel, type PanelPlace, panelTitle, pressButton, rowsOf } from './panel.js';

/** The most stories of a topic in one digest, in the order in which a button offers them; 0: as many as there are. */
export const CAPS = [0, 1, 2, 3, 5] as const;

/** How many stories of each chosen topic a digest may tell: a press on a topic offers the next number. */
export function capsPanel(place: PanelPlace, { topics, topicCaps }: Preferences): Panel {
  const { language } = place.chat;
  const buttons = TOPICS.filter((topic) => topics.includes(topic)).map((topic) => {
    const cap = topicCaps[topic] ?? 0;
    const next = CAPS.find((one) => one > cap) ?? 0;
    const name = text(language, `topic-${topic}`);
    const label = cap === 0 ? name : text(language, 'caps-button', { topic: name, count: cap });
    return pressButton(label, place, 't', 'cap', topic, String(next));
  });
  return {
    html: [panelTitle(text(language, 'caps-title'), place), text(language, 'caps-explained')].join('\n'),
    buttons: [...rowsOf(buttons, 2), [pressButton(text(language, 'button-back'), place, 't', 'open')]],
  };
}
