import { Composer, InputFile } from 'grammy';
import { type Chat, deskOfChat, feedbackOf, forgetChat, preferencesOf, schedulesOf } from '../../chats/store.js';
import { deleteAnswersTo, deleteNoticesTo } from '../../delivery/store.js';
import { forgetDecider } from '../../digests/drafts/store.js';
import { digestsSince } from '../../digests/store.js';
import { ownSources } from '../../intake/own/store.js';
import { deleteSubmissionsOf, submissionsOf } from '../../intake/people/store.js';
import { text } from '../../texts/texts.js';
import { mayChange } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { openPanel } from '../open.js';
import { pressButton, showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { onPresses } from '../presses.js';
import { deleteConversationsIn } from '../store.js';

/** /export and /forget: everything that is kept about a chat, in a file, or no more. */
export function dataFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('export', async (ctx) => {
    const chat = await chatHere(ctx, services);
    if (!(await mayChange(ctx, chat))) {
      await ctx.reply(text(chat.language, 'group-admins-only'));
      return;
    }
    const file = new InputFile(
      Buffer.from(JSON.stringify(await everythingOf(services, chat), null, 2)),
      'korotko.json',
    );
    await ctx.replyWithDocument(file, { caption: text(chat.language, 'export-caption') });
  });

  feature.command('forget', (ctx) =>
    openPanel(ctx, services, async (place) => ({
      html: text(place.chat.language, 'forget-ask'),
      buttons: [
        [pressButton(text(place.chat.language, 'forget-no'), place, 'f', 'no')],
        [pressButton(text(place.chat.language, 'forget-yes'), place, 'f', 'yes')],
      ],
    })),
  );

  feature.use(
    onPresses(services, ['f'], async (ctx, { press, place: { chat } }) => {
      const isMeant = press.action === 'yes';
      if (isMeant) await forget(ctx, services, chat);
      await showPanel(ctx, { html: text(chat.language, isMeant ? 'forget-done' : 'forget-kept'), buttons: [] });
    }),
  );

  return feature;
}

async function everythingOf({ db }: BotServices, chat: Chat) {
  const [preferences, schedules, digests, feedback, submissions] = await Promise.all([
    preferencesOf(db, chat.id),
    schedulesOf(db, chat.id),
    digestsSince(db, { chatIds: [chat.id], since: chat.createdAt }),
    feedbackOf(db, chat.id),
    submissionsOf(db, chat.telegramId),
  ]);
  const desk = await deskOfChat(db, chat.id);
  const ownFeeds = desk === null ? [] : (await ownSources(db, desk.id)).map(({ title, url }) => ({ title, url }));
  return { chat, preferences, schedules, digests, feedback, submissions, ownFeeds };
}

/** One transaction: what is said to be gone is gone whole. */
async function forget(ctx: BotContext, { db, now }: BotServices, chat: Chat): Promise<void> {
  await ctx.conversation.exitAll();
  await db.transaction(async (tx) => {
    await deleteAnswersTo(tx, chat.id);
    await forgetChat(tx, chat, now());
    if (chat.kind === 'private') await forgetDecider(tx, chat.telegramId);
    await deleteConversationsIn(tx, chat.telegramId);
    await deleteNoticesTo(tx, chat.telegramId);
    await deleteSubmissionsOf(tx, chat.telegramId);
  });
}
