import type { Message } from '../texts/message.js';
import type { InterfaceLanguage, SummaryLength } from '../vocabulary.js';
import { type DigestAction, withButtons } from './buttons.js';
import { composeDigest, type DigestItem } from './compose.js';
import type { StoredMessage } from './enqueue.js';
import { renderHtml, renderQuiet } from './render.js';
import { splitMessages } from './split.js';

/** What makes a digest's messages: those who share all of it get the same ones. */
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

/** Lists that are remembered: at half a kilobyte a list, 10 MB. */
const MOST_LISTS = 20_000;

export function createRenderedLists(): RenderedLists {
  const lists = new Map<string, readonly (Message | StoredMessage)[]>();
  /** The keys of those that the outbox does not have yet, as far as is known. */
  const unstored = new Set<string>();

  return {
    messagesOf(shown) {
      const key = keyOf(shown);
      const known = lists.get(key);
      if (known) return known;
      const messages = render(shown);
      const [oldest] = lists.keys();
      if (lists.size >= MOST_LISTS && oldest !== undefined) lists.delete(oldest);
      lists.set(key, messages);
      unstored.add(key);
      return messages;
    },
    remember(stored) {
      for (const key of unstored) {
        const names = (lists.get(key) ?? []).map((part) => ('html' in part ? stored.get(part) : part));
        const known = names.filter((name) => name !== undefined);
        if (known.length < names.length) continue;
        if (lists.has(key)) lists.set(key, known);
        unstored.delete(key);
      }
    },
  };
}

function keyOf({ title, items, because, at, zone, language, length, form, actions }: Shown): string {
  const list = items.map(({ storyId, topic, isUpdate }) => `${storyId}${topic}${isUpdate ? '!' : ''}`);
  const shownAs = [title.kind, at.getTime(), zone, language, length, form, ...actions];
  return [...shownAs, ...(items.length > 0 ? list : [because])].join(' ');
}

function render({ because, actions, ...shown }: Shown): Message[] {
  const content = composeDigest(shown);
  const parts = splitMessages(
    shown.items.length > 0 ? renderHtml(content) : [renderQuiet(content, because)],
    content.language,
  );
  return actions.length > 0 ? withButtons(parts, { language: shown.language, actions }) : parts;
}
