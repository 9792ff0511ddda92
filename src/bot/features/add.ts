import { Composer } from 'grammy';
import { writeNotice } from '../../db/notices.js';
import { isRecent } from '../../intake/ingest.js';
import { addSubmission, MOST_A_DAY, type Sender } from '../../intake/people/add.js';
import { closeSubmission, type Submission, submissionById } from '../../intake/people/store.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { senderOf } from '../contributors.js';
import { showPanel } from '../panels/panel.js';
import { continuedBy } from '../parts.js';
import { chatHere } from '../place.js';
import { onPresses } from '../presses.js';
import { receive } from '../receive.js';
import { broughtBy } from '../sent.js';

/** A preview may be pressed for so long, ms. */
const PREVIEW_LIMIT_MS = 24 * 3_600_000;

/** Links, pasted pages, files and forwarded posts of those who may add articles: a preview, and «Додати». */
export function addFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const inPrivate = feature.chatType('private');

  inPrivate.command('add', async (ctx, next) => {
    if (ctx.match !== '') return next();
    const { language } = await chatHere(ctx, services);
    const sender = await senderOf(ctx, services);
    await ctx.reply(text(language, sender === null ? 'add-not-allowed' : 'add-how'), { parse_mode: 'HTML' });
  });

  inPrivate.on('message', async (ctx, next) => {
    const { message } = ctx;
    const before = await continuedBy(message, services.db);
    const brought = before === null ? broughtBy(message, ctx.me.id) : { kind: 'part' as const, before };
    if (brought === null) return next();
    const sender = await senderOf(ctx, services);
    if (sender !== null) return receive(ctx, services, { message, sender, brought });
    // Of whoever may not add articles, words are a search, however long.
    return brought.kind === 'text' ? next() : refuse(ctx, services);
  });

  feature.use(
    onPresses(services, ['a'], async (ctx, { press, place }) => {
      const { language, telegramId } = place.chat;
      const id = Number.parseInt(press.args[0] ?? '', 36) || 0;
      const submission = await submissionById(services.db, { id, telegramId });
      const isOver =
        submission === null || services.now().getTime() - submission.createdAt.getTime() > PREVIEW_LIMIT_MS;
      if (isOver) return showPanel(ctx, { html: text(language, 'add-expired'), buttons: [] });
      if (press.action === 'no') {
        const isDropped = await closeSubmission(services.db, { id, state: 'dropped' });
        if (isDropped) return showPanel(ctx, { html: text(language, 'add-dropped'), buttons: [] });
        await ctx.answerCallbackQuery(text(language, 'add-closed'));
        return;
      }
      const sender = await senderOf(ctx, services);
      if (sender === null) return showPanel(ctx, { html: text(language, 'add-not-allowed'), buttons: [] });
      await add(ctx, services, { submission, sender });
    }),
  );

  return feature;
}

async function refuse(ctx: BotContext, services: BotServices): Promise<void> {
  const { language } = await chatHere(ctx, services);
  await ctx.reply(text(language, 'add-not-allowed'), { parse_mode: 'HTML' });
}

async function add(
  ctx: BotContext,
  services: BotServices,
  { submission, sender }: { submission: Submission; sender: Sender },
): Promise<void> {
  const { db, now } = services;
  const { language } = await chatHere(ctx, services);
  const added = await addSubmission(db, { submission, sender, now: now() });
  if (added.outcome === 'added') await tellOperator(services, sender);
  switch (added.outcome) {
    case 'added':
    case 'known': {
      const isTold = added.outcome === 'added' && submission.article !== null && isRecent(submission.article, now());
      const said = added.outcome === 'known' ? 'add-known' : isTold ? 'add-done' : 'add-done-old';
      return showPanel(ctx, { html: text(language, said, { headline: escapeHtml(added.title) }), buttons: [] });
    }
    case 'closed':
      await ctx.answerCallbackQuery(text(language, 'add-closed'));
      return;
    case 'barred':
    case 'paused':
    case 'too-many':
      await ctx.answerCallbackQuery({
        text: text(language, `add-${added.outcome}`, { most: MOST_A_DAY }),
        show_alert: true,
      });
  }
}

/** Once a desk: it is the operator who answers for what readers read. */
async function tellOperator({ db, now, operatorChatId }: BotServices, sender: Sender): Promise<void> {
  if (sender.kind === 'operator' || operatorChatId === null) return;
  const { telegramId, title } = sender.channel;
  const key = `desk-adds:${telegramId}`;
  await writeNotice(db, { kind: 'desk-adds', telegramId: operatorChatId, key, data: { chat: title } }, now());
}
