import { Composer } from 'grammy';
import { savePreferences, schedulesOf } from '../../chats/store.js';
import { describeSchedule } from '../../digests/schedule.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { TOPICS } from '../../vocabulary.js';
import { welcome } from '../beginning.js';
import type { BotContext, BotServices } from '../context.js';
import { BEGIN } from '../conversations/begin.js';
import { type LinkTarget, maskOf, readLink, sameLink, topicsOf } from '../links.js';
import { pressButton, showPanel } from '../panels/panel.js';
import { cardPanel } from '../panels/story.js';
import { chatHere } from '../place.js';
import { onPresses } from '../presses.js';
import { NO_LIST, readStory } from '../reading.js';
import { digestOfChannel, offeredChannel, takeSame } from '../same.js';
import { topicNames } from '../topic-names.js';
import { makeSource } from './sources.js';

/** What links to the bot lead to: a story, a source, a set of topics, a channel's digest. */
export function linksFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.chatType('private').command('start', async (ctx, next) => {
    const target = readLink(ctx.match);
    switch (target?.to) {
      case undefined:
        return next();
      case 'story':
        return openStory(ctx, services, target);
      case 'source':
        return openSource(ctx, services, target);
      case 'topics':
        return offerTopics(ctx, services, target);
      case 'same':
        return offerSame(ctx, services, target);
    }
  });

  feature.use(
    onPresses(services, ['r'], async (ctx, { press, place: { chat } }) => {
      const [code = '', signature = ''] = press.args;
      if (press.action === 'link' && chat.kind === 'channel') {
        const link = sameLink({ username: ctx.me.username, token: ctx.api.token }, chat.id);
        // Said to whoever asks, in his language.
        const { language } = await chatHere(ctx, services);
        return void (await ctx.reply(text(language, 'same-link', { channel: chat.title, link })));
      }
      if (press.action === 'same') {
        const offer = { chatId: Number.parseInt(code, 36) || 0, signature };
        const channel = await offeredChannel(services, ctx.api.token, offer);
        if (channel === null) return void (await ctx.answerCallbackQuery(text(chat.language, 'same-gone')));
        const isKept = await takeSame(services, chat, channel);
        if (!isKept) return welcome(ctx, services, chat);
        return showPanel(ctx, { html: text(chat.language, 'same-taken'), buttons: [] });
      }
      const topics = topicsOf(code);
      if (press.action !== 'take' || topics.length === 0) return;
      await savePreferences(services.db, chat.id, { topics });
      const said = text(chat.language, 'share-taken', { topics: topicNames(topics, chat.language) });
      await showPanel(ctx, { html: said, buttons: [] });
    }),
  );

  return feature;
}

type Target<To extends LinkTarget['to']> = Extract<LinkTarget, { to: To }>;

/** A newcomer finds the topics chosen already; who chose his own is asked first. */
async function offerTopics(ctx: BotContext, services: BotServices, { topics }: Target<'topics'>): Promise<void> {
  const chat = await chatHere(ctx, services);
  if ((await schedulesOf(services.db, chat.id)).length === 0) {
    await savePreferences(services.db, chat.id, { topics });
    await ctx.conversation.enter(BEGIN, 'topics');
    return;
  }
  await showPanel(ctx, {
    html: text(chat.language, 'share-ask', { topics: topicNames(topics, chat.language) }),
    buttons: [[pressButton(text(chat.language, 'share-button-take'), { chat, owner: 0 }, 'r', 'take', maskOf(topics))]],
  });
}

/** Says what a channel's digest is, and takes it with a tap; a newcomer may set up his own instead. */
async function offerSame(ctx: BotContext, services: BotServices, target: Target<'same'>): Promise<void> {
  const chat = await chatHere(ctx, services);
  const { language } = chat;
  const channel = await offeredChannel(services, ctx.api.token, target);
  if (channel === null) {
    await ctx.reply(text(language, 'same-gone'));
    return;
  }
  const [{ preferences, schedules }, own] = await Promise.all([
    digestOfChannel(services.db, channel),
    schedulesOf(services.db, chat.id),
  ]);
  const { topics } = preferences;
  const place = { chat, owner: 0 };
  const lines = [
    text(language, 'same-offer', { channel: escapeHtml(channel.title) }),
    topics.length === 0 || topics.length === TOPICS.length
      ? text(language, 'settings-topics-all')
      : text(language, 'same-topics', { topics: topicNames(topics, language) }),
    ...schedules.map((schedule) => text(language, 'same-schedule', { schedule: describeSchedule(schedule, language) })),
    ...(own.length > 0 ? [text(language, 'same-replaces')] : []),
  ];
  await showPanel(ctx, {
    html: lines.join('\n'),
    buttons: [
      [pressButton(text(language, 'same-button-take'), place, 'r', 'same', channel.id.toString(36), target.signature)],
      ...(own.length === 0 ? [[pressButton(text(language, 'same-button-own'), place, 'b', 'open')]] : []),
    ],
  });
}

async function openStory(ctx: BotContext, services: BotServices, { storyId }: Target<'story'>): Promise<void> {
  const chat = await chatHere(ctx, services);
  const read = await readStory(services, chat, storyId);
  const origin = { list: NO_LIST, storyIds: [], username: ctx.me.username };
  if (read) await showPanel(ctx, cardPanel({ chat, owner: 0 }, read, origin));
  else await ctx.reply(text(chat.language, 'story-gone'));
}

async function openSource(ctx: BotContext, services: BotServices, { sourceId }: Target<'source'>): Promise<void> {
  const chat = await chatHere(ctx, services);
  const panel = await makeSource(services, { chat, owner: 0 }, { sourceId, username: ctx.me.username });
  if (panel) await showPanel(ctx, panel);
  else await ctx.reply(text(chat.language, 'source-gone'));
}
