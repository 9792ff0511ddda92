import { digestsHaltedSince } from '../../db/halts.js';
import { lastArticleAt, sourcesByHealth } from '../../intake/keep/store.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import type { BotServices } from '../context.js';
import { type Panel, type PanelPlace, pressButton } from '../panels/panel.js';

/** How the whole bot does, and the ways to its parts. */
export async function adminHome({ db, now }: BotServices, place: PanelPlace): Promise<Panel> {
  const { language, zone } = place.chat;
  const [halted, health, last] = await Promise.all([digestsHaltedSince(db), sourcesByHealth(db), lastArticleAt(db)]);
  const when = (at: Date) => momentInWords(language, { at, now: now(), zone });
  return {
    html: [
      `<b>${text(language, 'admin-title')}</b>`,
      halted === null ? text(language, 'admin-running') : text(language, 'admin-halted', { when: when(halted) }),
      text(language, 'admin-sources', health),
      last === null ? text(language, 'admin-no-article') : text(language, 'admin-last-article', { when: when(last) }),
      '',
      text(language, 'admin-hint'),
    ].join('\n'),
    buttons: [
      [
        pressButton(text(language, 'admin-button-sources'), place, 'q', 'sources', '0'),
        pressButton(text(language, 'admin-button-channels'), place, 'q', 'channels'),
        pressButton(text(language, 'admin-button-queues'), place, 'q', 'queues'),
      ],
      [
        halted === null
          ? pressButton(text(language, 'admin-button-halt'), place, 'q', 'halt?')
          : pressButton(text(language, 'admin-button-go'), place, 'q', 'go'),
      ],
    ],
  };
}

/** A question that is answered with yes or no; `no` leads back. */
export function askPanel(
  place: PanelPlace,
  question: {
    html: string;
    yes: readonly [action: string, ...args: string[]];
    no: readonly [action: string, ...args: string[]];
  },
): Panel {
  const { language } = place.chat;
  return {
    html: question.html,
    buttons: [
      [
        pressButton(text(language, 'admin-yes'), place, 'q', ...question.yes),
        pressButton(text(language, 'admin-no'), place, 'q', ...question.no),
      ],
    ],
  };
}

/** The row that leads back. */
export function backRow(place: PanelPlace, action = 'open', ...args: readonly string[]) {
  return [pressButton(text(place.chat.language, 'button-back'), place, 'q', action, ...args)];
}
