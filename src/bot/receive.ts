import { GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import { findChat } from '../chats/store.js';
import { isDelivery } from '../delivery/store.js';
import { canonicalAddress } from '../intake/address.js';
import { LONGEST_TEXT } from '../intake/pasted.js';
import { inTheNameOf, type Sender } from '../intake/people/add.js';
import { readSent, type Sent, type SentArticle } from '../intake/people/sent.js';
import {
  articleAt,
  continueSubmission,
  openSubmission,
  type Submission,
  showSubmission,
} from '../intake/people/store.js';
import { foresee } from '../stories/foresee.js';
import { storyOfArticle } from '../stories/store/retelling.js';
import { storiesByIds } from '../stories/store.js';
import { summariseOrQuote } from '../summaries/summarise.js';
import { escapeHtml } from '../texts/html.js';
import { text } from '../texts/texts.js';
import type { BotContext, BotServices } from './context.js';
import { download } from './download.js';
import { excuseFor } from './excuses.js';
import { previewPanel } from './panels/add.js';
import { type Panel, type PanelPlace, panelOptions } from './panels/panel.js';
import { joinedText } from './parts.js';
import { chatHere } from './place.js';
import type { Brought } from './sent.js';

/** What somebody sent, and in whose name he may add it. */
export interface Delivered {
  message: Message;
  sender: Sender;
  /** `before`: the pasted text that this message goes on with. */
  brought: Brought | { kind: 'part'; before: Submission };
}

/** Reads what was brought and shows it with its buttons, or says why it is no article and what to do. */
export async function receive(ctx: BotContext, services: BotServices, delivered: Delivered): Promise<void> {
  const { db, now } = services;
  const { message, sender, brought } = delivered;
  const place: PanelPlace = { chat: await chatHere(ctx, services), owner: 0 };
  await ctx.replyWithChatAction('typing');
  // A text is written down before it is read: its next part may be on its way.
  const written = await writtenDown(services, { message, brought });
  const read = await readOrExcuse(ctx, services, written ? { kind: 'text', text: joinedText(written.parts) } : brought);
  if (typeof read === 'string') {
    const previewId = await show(ctx, { html: read, buttons: [] }, written);
    if (written) await showSubmission(db, { id: written.id, article: null, previewId });
    return;
  }
  const isChecked = brought.kind === 'link' || brought.kind === 'post';
  const article = inTheNameOf(sender, read, isChecked);
  const submission = written ?? (await openSubmission(db, { telegramId: message.chat.id, ...timesOf(message, now()) }));
  const panel = await preview(services, place, { submission, article });
  const previewId = await show(ctx, panel, submission);
  await showSubmission(db, { id: submission.id, article, previewId });
}

function timesOf(message: Message, now: Date) {
  return { sentAt: new Date(message.date * 1000), now };
}

/** The pasted text with this part; `null` for what comes in one piece. */
async function writtenDown(
  { db, now }: BotServices,
  { message, brought }: Pick<Delivered, 'message' | 'brought'>,
): Promise<Submission | null> {
  const part = message.text ?? '';
  const times = timesOf(message, now());
  if (brought.kind === 'part') return continueSubmission(db, { id: brought.before.id, part, sentAt: times.sentAt });
  if (brought.kind !== 'text' || part === '') return null;
  return openSubmission(db, { telegramId: message.chat.id, parts: [part], ...times });
}

/** The article, or in words why there is none. */
async function readOrExcuse(
  ctx: BotContext,
  services: BotServices,
  brought: Delivered['brought'],
): Promise<SentArticle | string> {
  const { language } = await chatHere(ctx, services);
  if (await isOurs(services, brought)) return text(language, 'add-own');
  try {
    const known = brought.kind === 'link' ? await knownAs(services, canonicalAddress(brought.url)) : null;
    if (known !== null) return text(language, 'add-known', { headline: escapeHtml(known) });
    const article = await readSent(await sentOf(ctx, brought), { pages: services.pages, now: services.now() });
    const headline = await knownAs(services, article.url);
    return headline === null ? article : text(language, 'add-known', { headline: escapeHtml(headline) });
  } catch (error) {
    const excuse = excuseFor(error, brought.kind === 'link');
    if (excuse === null) throw error;
    return text(language, excuse);
  }
}

/** Is it a digest of ours that was forwarded, from the bot itself or from a channel that it writes to? */
async function isOurs({ db }: BotServices, brought: Delivered['brought']): Promise<boolean> {
  if (brought.kind !== 'post') return brought.kind === 'own';
  const chat = await findChat(db, { telegramId: brought.channelId });
  return chat !== null && isDelivery(db, { chatId: chat.id, messageId: brought.post.messageId });
}

async function sentOf(ctx: BotContext, brought: Delivered['brought']): Promise<Sent> {
  switch (brought.kind) {
    case 'file': {
      const { file_name: name = '' } = brought.document;
      return { kind: 'file', name, bytes: await download(ctx, brought.document, LONGEST_TEXT) };
    }
    case 'link':
    case 'text':
    case 'post':
      return brought;
    case 'own':
    case 'part':
      throw new Error(`What is ${brought.kind} is not read by itself.`);
  }
}

/** The headline under which readers know the article of an address; `null` where it is not stored. */
async function knownAs({ db }: BotServices, url: string | null): Promise<string | null> {
  const known = url === null ? null : await articleAt(db, url);
  if (known === null) return null;
  const storyId = await storyOfArticle(db, known.id);
  const [story] = storyId === null ? [] : await storiesByIds(db, [storyId]);
  return story?.headline ?? known.title;
}

async function preview(
  { db, now }: BotServices,
  place: PanelPlace,
  { submission, article }: { submission: Submission; article: SentArticle },
): Promise<Panel> {
  const { storyId, isCopy, topics } = await foresee(db, article, now());
  const [story] = storyId === null ? [] : await storiesByIds(db, [storyId]);
  const { headline, text: summary } =
    article.language === 'uk'
      ? summariseOrQuote({ headline: article.title, articles: [article] }, { length: 'normal' })
      : { headline: article.title, text: '' };
  const seen = {
    headline,
    summary,
    article,
    topics,
    isCopy,
    story: story?.headline ?? null,
    isTakenDown: storyId !== null && !story,
  };
  return previewPanel(place, { submissionId: submission.id, ...seen }, now());
}

/** Shows it in place of what was shown of the parts before. Gives the message. */
async function show(ctx: BotContext, { html, buttons }: Panel, submission: Submission | null): Promise<number> {
  const options = panelOptions(buttons);
  const previewId = submission?.previewId ?? null;
  if (previewId === null || !ctx.chat) return (await ctx.reply(html, options)).message_id;
  try {
    await ctx.api.editMessageText(ctx.chat.id, previewId, html, options);
    return previewId;
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (/not modified/i.test(error.description)) return previewId;
    return (await ctx.reply(html, options)).message_id;
  }
}
