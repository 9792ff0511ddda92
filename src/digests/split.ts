import type { Message } from '../texts/message.js';
import type { InterfaceLanguage } from '../vocabulary.js';
import { type HtmlToken, htmlTokens, NOTHING, plus, type Size } from './html.js';
import { type Block, blockOf, joined } from './render.js';

/** What one message may hold, by Telegram's limits with a margin. */
export interface MessageLimits {
  /** UTF-16 units once the tags are read. */
  units: number;
  /** Telegram drops those beyond a hundred; it finds some by itself (addresses, hashtags), so not all are ours. */
  entities: number;
  /** All entities with their links; Telegram refuses at about 9,500. */
  entityBytes: number;
}

export const MESSAGE_LIMITS: MessageLimits = { units: 4096, entities: 90, entityBytes: 9_000 };

const BETWEEN_BLOCKS = '\n\n';
/** What «3/12» under a part takes. */
const NUMBER_SIZE: Size = { units: 12, entities: 1, entityBytes: 16 };

/**
 * Packs blocks of Telegram HTML into as few messages as their order allows, parting them between blocks, and inside one
 * only where it is too long alone. Every message closes its own tags. Where there are several, each is numbered «2/3».
 */
export function splitMessages(
  blocks: readonly Block[],
  language: InterfaceLanguage,
  limits: MessageLimits = MESSAGE_LIMITS,
): Message[] {
  const shown = blocks.filter(({ html, size }) => size.units > 0 && html.trim() !== '');
  const whole = joined(shown, BETWEEN_BLOCKS);
  if (whole.html === '') return [];
  if (fits(whole.size, limits)) return [messageOf(whole, language)];
  const room = without(limits, NUMBER_SIZE);
  const parts = pack(
    shown.flatMap((block) => (fits(block.size, room) ? [block] : cutBlock(block, room))),
    room,
  );
  return parts.map((part, index) =>
    messageOf(joined([part, blockOf(`<i>${index + 1}/${parts.length}</i>`)], BETWEEN_BLOCKS), language),
  );
}

function messageOf({ html, storyIds, places }: Block, language: InterfaceLanguage): Message {
  return { html, storyIds, places, preview: null, buttons: [], ...(language === 'uk' ? {} : { language }) };
}

function pack(blocks: readonly Block[], limits: MessageLimits): Block[] {
  const parts: Block[] = [];
  let part: Block | null = null;
  for (const block of blocks) {
    const longer: Block = part === null ? block : joined([part, block], BETWEEN_BLOCKS);
    if (part !== null && !fits(longer.size, limits)) {
      parts.push(part);
      part = block;
    } else part = longer;
  }
  return part === null ? parts : [...parts, part];
}

/** Cuts one block into pieces that fit: between paragraphs, else sentences, else words, else characters. */
function cutBlock({ html, storyIds }: Block, limits: MessageLimits): Block[] {
  const pieces: Block[] = [];
  let rest = htmlTokens(html);
  while (rest.length > 0) {
    const end = placeToCut(rest, limits);
    const open = openAfter(rest.slice(0, end));
    const piece =
      rest
        .slice(0, end)
        .map((token) => token.raw)
        .join('') +
      open
        .map((tag) => `</${tag.name}>`)
        .reverse()
        .join('');
    if (piece.trim() !== '') pieces.push(blockOf(piece, storyIds));
    const following = rest.slice(end);
    // Only tags are left: nothing to show.
    if (!following.some((token) => token.kind === 'character')) break;
    rest = [...open, ...following];
  }
  return pieces;
}

/** How well a text may be parted behind a token; higher is better. */
function breakAfter(tokens: readonly HtmlToken[], index: number): number {
  const [token, next] = [tokens[index], tokens[index + 1]];
  if (token?.kind !== 'character') return 0;
  if (token.raw === '\n') return 4;
  if (token.raw !== ' ') return next?.kind === 'character' && next.raw === ' ' ? 0 : 1;
  return /[.!?…»]/.test(tokens[index - 1]?.raw ?? '') ? 3 : 2;
}

/** The number of leading tokens that fit, ended at the best break of their last half. */
function placeToCut(tokens: readonly HtmlToken[], limits: MessageLimits): number {
  let size = NOTHING;
  let end = 0;
  let leading = true;
  for (const token of tokens) {
    size = plus(size, token.size);
    if (!fits(size, limits) && !leading) break;
    if (token.kind === 'character') leading = false;
    end++;
  }
  if (end === tokens.length) return end;
  let best = end;
  let bestBreak = 0;
  for (let index = end - 1; index >= Math.floor(end / 2); index--) {
    const quality = breakAfter(tokens, index);
    if (quality > bestBreak) [best, bestBreak] = [index + 1, quality];
  }
  return best;
}

function openAfter(tokens: readonly HtmlToken[]) {
  const open: Extract<HtmlToken, { kind: 'open' }>[] = [];
  for (const token of tokens) {
    if (token.kind === 'open') open.push(token);
    if (token.kind === 'close') open.pop();
  }
  return open;
}

function fits(size: Size, limits: MessageLimits): boolean {
  return size.units <= limits.units && size.entities <= limits.entities && size.entityBytes <= limits.entityBytes;
}

function without(limits: MessageLimits, size: Size): MessageLimits {
  return {
    units: limits.units - size.units,
    entities: limits.entities - size.entities,
    entityBytes: limits.entityBytes - size.entityBytes,
  };
}
