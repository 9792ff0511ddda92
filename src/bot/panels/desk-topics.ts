import type { EditionPlace } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { TOPICS } from '../../vocabulary.js';
import { CAPS } from './caps.js';
import { type DeskView, deskPressButton } from './desk.js';
import { back, type Shown, sideButton, titled } from './desk-side.js';
import { orderRows } from './ordering.js';
import { type Panel, rowsOf } from './panel.js';

/** The topics as toggles; one that is chosen is read behind the others. */
export function topicsSide(view: DeskView, { edition }: EditionPlace): Panel {
  const toggles = TOPICS.map((topic) => {
    const place = edition.topics.indexOf(topic);
    const name = text(view.language, `topic-${topic}`);
    const label = place < 0 ? name : `${place + 1}. ${name}`;
    return deskPressButton(view, label, 'topic', edition.id, topic, place < 0 ? '1' : '0');
  });
  return {
    html: titled(view, edition.name, 'desk-topics'),
    buttons: [
      ...rowsOf(toggles, 2),
      [
        sideButton(view, 'desk-button-all-topics', 'topic', edition.id, 'all', '1'),
        ...(edition.topics.length > 1 ? [sideButton(view, 'topics-button-order', 'topics-order', edition.id)] : []),
      ],
      [sideButton(view, 'topics-button-caps', 'caps', edition.id)],
      [back(view, edition.id)],
    ],
  };
}

/** How many stories of a topic are told at most. */
export function capsSide(view: DeskView, { edition }: EditionPlace): Panel {
  const buttons = edition.topics.map((topic) => {
    const cap = edition.topicCaps[topic] ?? 0;
    const next = CAPS.find((one) => one > cap) ?? 0;
    const name = text(view.language, `topic-${topic}`);
    const label = cap === 0 ? name : text(view.language, 'caps-button', { topic: name, count: cap });
    return deskPressButton(view, label, 'cap', edition.id, topic, String(next));
  });
  return {
    html: titled(view, edition.name, 'caps-explained'),
    buttons: [...rowsOf(buttons, 2), [sideButton(view, 'button-back', 'topics', edition.id)]],
  };
}

/** In which order the topics are read. */
export function topicsOrderSide(view: DeskView, { edition }: EditionPlace, { args: [code] }: Shown): Panel {
  const { id, name, topics } = edition;
  const picked = topics.find((topic) => topic === code) ?? null;
  return {
    html: titled(view, name, picked === null ? 'order-explained' : 'order-picked'),
    buttons: [
      ...orderRows(topics, {
        picked,
        labelOf: (topic) => text(view.language, `topic-${topic}`),
        pick: (label, topic) => deskPressButton(view, label, 'topics-order', id, ...(topic === null ? [] : [topic])),
        put: (label, place) => deskPressButton(view, label, 'topic-put', id, picked ?? '', String(place)),
      }),
      [sideButton(view, 'button-back', 'topics', id)],
    ],
  };
}
