import type { Message } from '../texts/message.js';
import type { InterfaceLanguage, SummaryLength } from '../vocabulary.js';
import { type DigestAction, withButtons } from './buttons.js';
import { composeDigest, type DigestItem } from './compose.js';
import type { StoredMessage } from './enqueue.js';
import { renderHtml, renderQuiet } from './render.js';
import { splitMessages } from './split.js';

/** What makes a digest's messages: those who share all of it, and the very list, get the same ones. */
export interface Shown {
  title: { kind: 'scheduled' | 'late' };
  /** In reading order; none: the one line that there are none, for this reason. */
  items: readonly DigestItem[];
  because: 'nothing-new' | 'too-few';
  at: Date;
  zone: string;
  language: InterfaceLanguage;
  length: SummaryLength;
  form: 'full' | 'compact';
  actions: readonly DigestAction[];
}

/**
 * Messages by what makes them, each list of stories rendered once. Once the outbox has them its names for them are
 * enough: thousands of lists held in memory would weigh more than all the rest of a run.
 */
export interface RenderedLists {
  messagesOf(shown: Shown): readonly (Message | StoredMessage)[];
  /** The outbox has these now: their transaction is committed. */
  remember(stored: ReadonlyMap<Message, StoredMessage>): void;
}

/** A list as it is shown in one way. */
interface Rendered {
  shown: Shown;
  messages: readonly (Message | StoredMessage)[];
}

export function createRenderedLists(): RenderedLists {
  // By a list itself: it is forgotten with it. Those that tell of nothing differ in why, and few are shown.
  const lists = new WeakMap<readonly DigestItem[], Rendered[]>();
  /** Those that the outbox does not have yet, as far as is known. */
  const unstored = new Set<Rendered>();

  return {
    messagesOf(shown) {
      const ways = lists.get(shown.items) ?? [];
      const known = ways.find((way) => isAlike(way.shown, shown));
      if (known) return known.messages;
      const rendered = { shown, messages: render(shown) };
      lists.set(shown.items, ways);
      ways.push(rendered);
      unstored.add(rendered);
      return rendered.messages;
    },
    remember(stored) {
      for (const rendered of unstored) {
        const names = rendered.messages.map((part) => ('html' in part ? stored.get(part) : part));
        const known = names.filter((name) => name !== undefined);
        if (known.length < names.length) continue;
        rendered.messages = known;
        unstored.delete(rendered);
      }
    },
  };
}

/** Is one list shown in the same way? */
function isAlike(one: Shown, other: Shown): boolean {
  return (
    one.title.kind === other.title.kind &&
    one.at.getTime() === other.at.getTime() &&
    one.zone === other.zone &&
    one.language === other.language &&
    one.length === other.length &&
    one.form === other.form &&
    one.actions.length === other.actions.length &&
    one.actions.every((action, place) => action === other.actions[place]) &&
    (one.items.length > 0 || one.because === other.because)
  );
}

function render({ because, actions, ...shown }: Shown): Message[] {
  const content = composeDigest(shown);
  const parts = splitMessages(
    shown.items.length > 0 ? renderHtml(content) : [renderQuiet(content, because)],
    content.language,
  );
  return actions.length > 0 ? withButtons(parts, { language: shown.language, actions }) : parts;
}
