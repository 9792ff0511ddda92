import { Composer } from 'grammy';
import { preferencesOf, savePreferences, schedulesOf } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { type InterfaceLanguage, TOPICS, type Topic } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { BEGIN } from '../conversations/begin.js';
import { type LinkTarget, maskOf, readLink, topicsLink, topicsOf } from '../links.js';
import { pressButton, showPanel } from '../panels/panel.js';
import { cardPanel } from '../panels/story.js';
import { chatHere } from '../place.js';
import { onPresses } from '../presses.js';
import { NO_LIST, readStory } from '../reading.js';

/** /share: a link that offers the chat's topics to others; and what such links lead to. */
export function shareFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('share', async (ctx) => {
    const chat = await chatHere(ctx, services);
    const chosen = (await preferencesOf(services.db, chat.id)).topics;
    const topics = chosen.length > 0 ? chosen : TOPICS;
    const link = topicsLink(ctx.me.username, topics);
    const invitation = text(chat.language, 'share-invitation', { topics: namesOf(topics, chat.language) });
    const url = `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(invitation)}`;
    await showPanel(ctx, {
      html: text(chat.language, 'share-offer', { topics: namesOf(topics, chat.language), link }),
      buttons: [[{ text: text(chat.language, 'share-button-send'), url }]],
    });
  });

  feature.chatType('private').command('start', async (ctx, next) => {
    const target = readLink(ctx.match);
    if (target === null) return next();
    if (target.to === 'topics') await offerTopics(ctx, services, target);
    else await openStory(ctx, services, target);
  });

  feature.use(
    onPresses(services, ['r'], async (ctx, { press, place: { chat } }) => {
      const topics = topicsOf(press.args[0] ?? '');
      if (press.action !== 'take' || topics.length === 0) return;
      await savePreferences(services.db, chat.id, { topics });
      const said = text(chat.language, 'share-taken', { topics: namesOf(topics, chat.language) });
      await showPanel(ctx, { html: said, buttons: [] });
    }),
  );

  return feature;
}

/** A newcomer finds the topics chosen already; who chose his own is asked first. */
async function offerTopics(
  ctx: BotContext,
  services: BotServices,
  { topics }: Extract<LinkTarget, { to: 'topics' }>,
): Promise<void> {
  const chat = await chatHere(ctx, services);
  if ((await schedulesOf(services.db, chat.id)).length === 0) {
    await savePreferences(services.db, chat.id, { topics });
    await ctx.conversation.enter(BEGIN, 'topics');
    return;
  }
  await showPanel(ctx, {
    html: text(chat.language, 'share-ask', { topics: namesOf(topics, chat.language) }),
    buttons: [[pressButton(text(chat.language, 'share-button-take'), { chat, owner: 0 }, 'r', 'take', maskOf(topics))]],
  });
}

async function openStory(
  ctx: BotContext,
  services: BotServices,
  { storyId }: Extract<LinkTarget, { to: 'story' }>,
): Promise<void> {
  const chat = await chatHere(ctx, services);
  const read = await readStory(services, chat, storyId);
  if (read) await showPanel(ctx, cardPanel({ chat, owner: 0 }, read, { list: NO_LIST, storyIds: [] }));
  else await ctx.reply(text(chat.language, 'story-gone'));
}

function namesOf(topics: readonly Topic[], language: InterfaceLanguage): string {
  const names = TOPICS.filter((topic) => topics.includes(topic)).map((topic) => text(language, `topic-${topic}`));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(
    names.map((name) => text(language, 'share-topic', { topic: name })),
  );
}
