import { text } from '../../texts/texts.js';
import type { Topic } from '../../vocabulary.js';
import { TOPICS } from '../../vocabulary.js';
import { orderRows } from './ordering.js';
import { type Panel, type PanelPlace, panelTitle, pressButton, rowsOf, toggleLabel } from './panel.js';

/**
 * The topics as toggles.
 * @param options.beginning the panel stands in the first conversation: it greets, and leads on rather than back.
 */
export function topicsPanel(
  place: PanelPlace,
  { topics, beginning }: { topics: readonly Topic[]; beginning: boolean },
): Panel {
  const { language } = place.chat;
  const code = beginning ? 'b' : 't';
  // A button says the state that it brings about, not «the other one»: two quick taps on it are one change.
  const toggles = TOPICS.map((topic) => {
    const isOn = topics.includes(topic);
    return pressButton(toggleLabel(text(language, `topic-${topic}`), isOn), place, code, isOn ? 'off' : 'on', topic);
  });
  const isAll = topics.length === TOPICS.length;
  const all = pressButton(toggleLabel(text(language, 'button-all-topics'), isAll), place, code, isAll ? 'none' : 'all');
  const way = beginning
    ? pressButton(text(language, 'button-next'), place, 'w', 'open')
    : pressButton(text(language, 'button-back'), place, 'h', 'open');
  return {
    html: beginning
      ? text(language, 'start-greeting')
      : [
          panelTitle(text(language, 'topics-title'), place),
          text(language, topics.length === 0 ? 'topics-none' : 'topics-explained'),
        ].join('\n'),
    buttons: [
      [all],
      ...rowsOf(toggles, 2),
      ...(beginning ? [[otherLanguage(place)]] : []),
      ...(beginning || topics.length === 0
        ? []
        : [
            ...(topics.length > 1 ? [[pressButton(text(language, 'topics-button-order'), place, code, 'order')]] : []),
            [pressButton(text(language, 'topics-button-caps'), place, code, 'caps')],
          ]),
      [way],
    ],
  };
}

/** In which order the topics are read; `picked` is being moved. */
export function topicsOrderPanel(
  place: PanelPlace,
  { topics, picked }: { topics: readonly Topic[]; picked: Topic | null },
): Panel {
  const { language } = place.chat;
  return {
    html: [
      panelTitle(text(language, 'topics-button-order'), place),
      text(language, picked === null ? 'order-explained' : 'order-picked'),
    ].join('\n'),
    buttons: [
      ...orderRows(topics, {
        picked,
        labelOf: (topic) => text(language, `topic-${topic}`),
        pick: (label, topic) => pressButton(label, place, 't', 'order', ...(topic === null ? [] : [topic])),
        put: (label, at) => pressButton(label, place, 't', 'put', picked ?? '', String(at)),
      }),
      [pressButton(text(language, 'button-back'), place, 't', 'open')],
    ],
  };
}

/** Names the other language in that language: for those who do not read this one. */
function otherLanguage(place: PanelPlace) {
  const other = place.chat.language === 'uk' ? 'en' : 'uk';
  return pressButton(text(other, 'button-this-language'), place, 'b', 'language', other);
}
