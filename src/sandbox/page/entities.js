import { h } from './dom.js';

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

const BLOCKS = new Set(['BLOCKQUOTE', 'PRE']);

/**
 * A text with its entities as nodes. Offsets are UTF-16 units, as in JavaScript's own strings.
 * @param {{onCommand(command: string): void, onLink(event: Event, address: string): void}} hooks
 */
export function formatted(text, entities, hooks) {
  const fragment = document.createDocumentFragment();
  fill(fragment, { text, from: 0, to: text.length, entities: entities ?? [], hooks });
  return fragment;
}

function fill(parent, { text, from, to, entities, hooks }) {
  let at = from;
  entities.forEach((entity, index) => {
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > to) return;
    parent.append(text.slice(at, entity.offset));
    const element = elementOf(entity, text.slice(entity.offset, end), hooks);
    const inner = entities.slice(index + 1).filter((other) => other.offset < end);
    fill(element.firstElementChild ?? element, { text, from: entity.offset, to: end, entities: inner, hooks });
    parent.append(element);
    // A block stands on lines of its own: the break behind it would be an empty line.
    at = BLOCKS.has(element.tagName) && text[end] === '\n' ? end + 1 : end;
  });
  parent.append(text.slice(at, to));
}

function elementOf(entity, text, hooks) {
  if (TAGS[entity.type]) return h(TAGS[entity.type]);
  switch (entity.type) {
    case 'expandable_blockquote':
      return foldedQuote();
    case 'spoiler':
      return spoiler();
    case 'text_link':
      return link(entity.url, hooks);
    case 'url':
      return link(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`, hooks);
    case 'bot_command':
      return h('a', {
        href: '#',
        className: 'command',
        onclick: (event) => {
          event.preventDefault();
          hooks.onCommand(text);
        },
      });
    case 'date_time':
      return h('time', { title: new Date(entity.unix_time * 1000).toLocaleString('uk') });
    case 'mention':
    case 'text_mention':
    case 'hashtag':
      return h('span', { className: 'mention' });
    default:
      return h('span');
  }
}

function link(address, hooks) {
  // Whatever a text says, only addresses of the web are followed.
  if (!/^https?:\/\//i.test(address)) return h('span', { className: 'mention', title: address });
  return h('a', {
    href: address,
    target: '_blank',
    rel: 'noopener noreferrer',
    title: address,
    onclick: (event) => hooks.onLink(event, address),
  });
}

/** Three lines that open at a tap and close at another. */
function foldedQuote() {
  const inner = h('span', { className: 'fold' });
  const quote = h('blockquote', { className: 'folded', tabIndex: 0, role: 'button', 'aria-expanded': 'false' }, inner);
  const toggle = () => {
    const open = quote.getAttribute('aria-expanded') !== 'true';
    quote.setAttribute('aria-expanded', String(open));
  };
  quote.addEventListener('click', (event) => {
    if (!event.target.closest('a')) toggle();
  });
  quote.addEventListener('keydown', (event) => {
    if (event.target === quote && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      toggle();
    }
  });
  return quote;
}

function spoiler() {
  const open = () => element.classList.add('open');
  const element = h('span', {
    className: 'spoiler',
    tabIndex: 0,
    onclick: open,
    onkeydown: (event) => event.key === 'Enter' && open(),
  });
  return element;
}
