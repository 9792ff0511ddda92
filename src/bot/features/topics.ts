import { Composer } from 'grammy';
import {
  type Chat,
  type Preferences,
  preferencesOf,
  savePreferences,
  setTopic,
  updateChat,
} from '../../chats/store.js';
import { INTERFACE_LANGUAGES, isTopic, TOPICS, type Topic } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { openPanel } from '../open.js';
import { CAPS, capsPanel } from '../panels/caps.js';
import { putAt } from '../panels/ordering.js';
import { type PanelPlace, showPanel } from '../panels/panel.js';
import { topicsOrderPanel, topicsPanel } from '../panels/topics.js';
import type { Press } from '../press.js';
import { onPresses } from '../presses.js';

/** /topics: what the digest tells of, as toggles in one message. */
export function topicsFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('topics', (ctx) =>
    openPanel(ctx, services, async (place) => {
      const { topics } = await preferencesOf(services.db, place.chat.id);
      return topicsPanel(place, { topics, beginning: false });
    }),
  );

  feature.use(
    onPresses(services, ['t', 'b'], async (ctx, { press, place }) => {
      if (press.action === 'caps' || press.action === 'cap') {
        await showPanel(ctx, capsPanel(place, await setCap(services, place, press)));
        return;
      }
      if (press.action === 'order' || press.action === 'put') {
        await showPanel(ctx, topicsOrderPanel(place, await inOrder(services, place, press)));
        return;
      }
      const topics = await change(services, place, press);
      const chat = await inLanguage(services, place, press);
      await showPanel(ctx, topicsPanel({ ...place, chat }, { topics, beginning: press.panel === 'b' }));
    }),
  );

  return feature;
}

/** Limits the stories of a topic; one that only opens the panel limits nothing. */
async function setCap({ db }: BotServices, { chat }: PanelPlace, { args }: Press): Promise<Preferences> {
  const preferences = await preferencesOf(db, chat.id);
  const [topic = '', value] = args;
  const cap = CAPS.find((one) => String(one) === value);
  if (!isTopic(topic) || cap === undefined) return preferences;
  const { [topic]: _, ...others } = preferences.topicCaps;
  return savePreferences(db, chat.id, { topicCaps: cap === 0 ? others : { ...others, [topic]: cap } });
}

/** Puts a topic at its place, or takes it up to be put somewhere. */
async function inOrder({ db }: BotServices, { chat }: PanelPlace, { action, args: [code = '', index] }: Press) {
  const { topics } = await preferencesOf(db, chat.id);
  const topic = isTopic(code) && topics.includes(code) ? code : null;
  if (action === 'order' || topic === null) return { topics, picked: topic };
  const saved = await savePreferences(db, chat.id, { topics: putAt(topics, topic, Number(index)) });
  return { topics: saved.topics, picked: null };
}

/** Does what a toggle says, and gives the topics chosen then. */
async function change({ db }: BotServices, { chat }: PanelPlace, { action, args }: Press): Promise<Topic[]> {
  if (action === 'all' || action === 'none') {
    return (await savePreferences(db, chat.id, { topics: action === 'all' ? [...TOPICS] : [] })).topics;
  }
  const [topic = ''] = args;
  if (isTopic(topic) && (action === 'on' || action === 'off')) {
    return setTopic(db, chat.id, { topic, isOn: action === 'on' });
  }
  return (await preferencesOf(db, chat.id)).topics;
}

/** The chat with the interface language that a button brings, or as it is. */
async function inLanguage({ db }: BotServices, { chat }: PanelPlace, { action, args }: Press): Promise<Chat> {
  const language = INTERFACE_LANGUAGES.find((one) => one === args[0]);
  if (action !== 'language' || !language) return chat;
  await updateChat(db, chat.id, { language });
  return { ...chat, language };
}
