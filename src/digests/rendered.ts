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

type Rendered = readonly (Message | StoredMessage)[];

export function createRenderedLists(): RenderedLists {
  // By a list itself: it is forgotten with it. Those that tell of nothing differ in why, and few are shown.
  const lists = new WeakMap<readonly DigestItem[], Map<string, Rendered>>();
  /** Those that the outbox does not have yet, as far as is known. */
  const unstored = new Set<{ ways: Map<string, Rendered>; key: string }>();

  return {
    messagesOf(shown) {
      const ways = lists.get(shown.items) ?? new Map<string, Rendered>();
      const key = keyOf(shown);
      const known = ways.get(key);
      if (known) return known;
      const messages = render(shown);
      lists.set(shown.items, ways.set(key, messages));
      unstored.add({ ways, key });
      return messages;
    },
    remember(stored) {
      for (const way of unstored) {
        const names = (way.ways.get(way.key) ?? []).map((part) => ('html' in part ? stored.get(part) : part));
        const known = names.filter((name) => name !== undefined);
        if (known.length < names.length) continue;
        way.ways.set(way.key, known);
        unstored.delete(way);
      }
    },
  };
}

/** How a list is shown. */
function keyOf({ title, items, because, at, zone, language, length, form, actions }: Shown): string {
  return `${title.kind} ${at.getTime()} ${zone} ${language} ${length} ${form} ${actions.join()} ${items.length > 0 ? '' : because}`;
}

function render({ because, actions, ...shown }: Shown): Message[] {
  const content = composeDigest(shown);
  const parts = splitMessages(
    shown.items.length > 0 ? renderHtml(content) : [renderQuiet(content, because)],
    content.language,
  );
  return actions.length > 0 ? withButtons(parts, { language: shown.language, actions }) : parts;
}
