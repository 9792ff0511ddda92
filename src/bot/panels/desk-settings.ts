import type { EditionPlace } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { type DeskView, deskPressButton } from './desk.js';
import { approvalSide } from './desk-approval.js';
import { breakingHoursSide, breakingSide } from './desk-breaking.js';
import { lookSide } from './desk-look.js';
import { back, sideButton, titled } from './desk-side.js';
import { templateEmojiSide, templateOrderSide, templatePartSide, templateSide } from './desk-template.js';
import { daysSide, timesSide, zoneSide } from './desk-times.js';
import { capsSide, topicsOrderSide, topicsSide } from './desk-topics.js';
import { wordsSide } from './desk-words.js';
import { type Panel, rowsOf } from './panel.js';

/** Windows of «publish now», hours. */
const HOURS = [3, 6, 12, 24] as const;

/** The sides of an edition's settings, each a panel of its own. */
export const SETTINGS = {
  topics: topicsSide,
  'topics-order': topicsOrderSide,
  caps: capsSide,
  times: timesSide,
  days: daysSide,
  zone: zoneSide,
  look: lookSide,
  words: wordsSide,
  approval: approvalSide,
  breaking: breakingSide,
  'breaking-hours': breakingHoursSide,
  template: templateSide,
  'template-part': templatePartSide,
  'template-emoji': templateEmojiSide,
  'template-order': templateOrderSide,
  hours: hoursSide,
  delete: deletionSide,
} as const;
export type SettingsSide = keyof typeof SETTINGS;

function hoursSide(view: DeskView, { edition }: EditionPlace): Panel {
  const choices = HOURS.map((count) =>
    deskPressButton(view, text(view.language, 'desk-last-hours', { count }), 'ask', edition.id, String(count)),
  );
  return {
    html: titled(view, edition.name, 'desk-hours-explained'),
    buttons: [...rowsOf(choices, 2), [back(view, edition.id)]],
  };
}

function deletionSide(view: DeskView, { edition }: EditionPlace): Panel {
  return {
    html: titled(view, edition.name, 'desk-delete-ask'),
    buttons: [[back(view, edition.id)], [sideButton(view, 'desk-delete-yes', 'delete-yes', edition.id)]],
  };
}
