import type { EditionPlace } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { SUMMARY_LENGTHS } from '../../vocabulary.js';
import { type DeskView, deskPressButton } from './desk.js';
import { back, titled } from './desk-side.js';
import type { Panel } from './panel.js';
import { STORY_COUNTS } from './volume.js';

/** Which card of a link stands by a post, in the order in which the button offers them. */
export const CARDS = ['none', 'first', 'large'] as const;

/** Each button shows what is so; a press brings what comes next. */
export function lookSide(view: DeskView, { edition }: EditionPlace): Panel {
  const { id, length, form, posts, silent, preview, maxStories, marksCorrections } = edition;
  const { language } = view;
  const set = (label: string, field: string, value: string) =>
    deskPressButton(view, label.charAt(0).toUpperCase() + label.slice(1), 'set', id, field, value);
  const isCompact = form === 'compact';
  const counts: readonly number[] = STORY_COUNTS;
  return {
    html: titled(view, edition.name, 'desk-look'),
    buttons: [
      [
        set(text(language, `desk-posts-${posts}`), 'posts', posts === 'each' ? 'together' : 'each'),
        set(
          text(language, 'desk-most-stories', { count: maxStories }),
          'max',
          String(counts.find((one) => one > maxStories) ?? counts[0]),
        ),
      ],
      [
        set(text(language, isCompact ? 'desk-form-compact' : 'desk-form-full'), 'form', isCompact ? 'full' : 'compact'),
        set(text(language, `desk-length-${length}`), 'length', after(SUMMARY_LENGTHS, length)),
      ],
      [
        set(text(language, silent ? 'settings-sound-off' : 'settings-sound-on'), 'silent', silent ? '0' : '1'),
        set(text(language, `desk-preview-${preview}`), 'preview', after<(typeof CARDS)[number]>(CARDS, preview)),
      ],
      [
        set(
          text(language, marksCorrections ? 'desk-corrections-marked' : 'desk-corrections-unmarked'),
          'marks',
          marksCorrections ? '0' : '1',
        ),
      ],
      [back(view, id)],
    ],
  };
}

function after<Value>(values: readonly Value[], value: Value): Value {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}
