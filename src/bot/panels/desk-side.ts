import type { InlineKeyboardButton } from 'grammy/types';
import type { TextId } from '../../texts/ids.js';
import { text } from '../../texts/texts.js';
import { type DeskView, deskPressButton, deskTitle } from './desk.js';

/** What a side of an edition's settings is shown with: what the press said behind the edition, and when it was. */
export interface Shown {
  args: readonly string[];
  now: Date;
}

/** What a side of an edition's settings says, under the edition's name. */
export function titled(view: DeskView, name: string, id: TextId): string {
  return `${deskTitle(view, name)}\n${text(view.language, id)}`;
}

/** A button whose label is one of the texts. */
export function sideButton(
  view: DeskView,
  label: TextId,
  action: string,
  ...args: readonly (string | number)[]
): InlineKeyboardButton {
  return deskPressButton(view, text(view.language, label), action, ...args);
}

/** The way back to the edition. */
export function back(view: DeskView, editionId: number): InlineKeyboardButton {
  return sideButton(view, 'button-back', 'edition', editionId);
}
