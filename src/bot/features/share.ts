import { Composer } from 'grammy';
import { preferencesOf } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { TOPICS } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { shareUrl, topicsLink } from '../links.js';
import { showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { topicNames } from '../topic-names.js';

/** /share: a link that offers the chat's topics to others. */
export function shareFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('share', async (ctx) => {
    const chat = await chatHere(ctx, services);
    const chosen = (await preferencesOf(services.db, chat.id)).topics;
    const topics = chosen.length > 0 ? chosen : TOPICS;
    const names = topicNames(topics, chat.language);
    const link = topicsLink(ctx.me.username, topics);
    const url = shareUrl(link, text(chat.language, 'share-invitation', { topics: names }));
    await showPanel(ctx, {
      html: text(chat.language, 'share-offer', { topics: names, link }),
      buttons: [[{ text: text(chat.language, 'share-button-send'), url }]],
    });
  });

  return feature;
}
