import { Composer } from 'grammy';
import { type Preferences, preferencesOf, savePreferences } from '../../chats/store.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { chooseAllIfNew } from '../ask.js';
import type { BotContext, BotServices } from '../context.js';
import { askQuestion } from '../conversations/question.js';
import { excuseForWords, WORDS, type WordsQuestion, wordsConversation } from '../conversations/words.js';
import { openPanel } from '../open.js';
import { wordsNotFound } from '../panels/not-found.js';
import { type PanelPlace, showPanel } from '../panels/panel.js';
import { WORD_LISTS, type WordListCode, wordMark, wordsPanel } from '../panels/words.js';
import type { Press } from '../press.js';
import { onPresses } from '../presses.js';
import { eachWordOnce, followedWords } from '../words.js';

/** /words: what is followed whatever its topic, and what is never shown. */
export function wordsFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(wordsConversation(services));

  feature.command('words', (ctx) =>
    openPanel(ctx, services, async (place) =>
      wordsPanel(place, { preferences: await preferencesOf(services.db, place.chat.id), page: 0 }),
    ),
  );

  feature.use(
    onPresses(services, ['k'], async (ctx, { press, place }) => {
      if (press.action === 'want') return followUnfound(ctx, services, place);
      const list = listIn(press);
      if (press.action === 'add' && list) {
        return askQuestion<WordsQuestion>(ctx, WORDS, { chatId: place.chat.id, owner: place.owner, list });
      }
      const preferences = await dropped(services, place, press);
      const page = press.action === 'page' && /^\d{1,3}$/.test(press.args[0] ?? '') ? Number(press.args[0]) : 0;
      await showPanel(ctx, wordsPanel(place, { preferences, page }));
    }),
  );

  return feature;
}

/** Follows what was searched for in vain. */
async function followUnfound(ctx: BotContext, services: BotServices, { chat }: PanelPlace): Promise<void> {
  const { db } = services;
  const named = wordsNotFound(chat.language, ctx.callbackQuery?.message?.text ?? '');
  if (named === null) return void (await ctx.answerCallbackQuery(text(chat.language, 'button-outdated')));
  const { words } = named;
  if (named.areFollowed)
    return void (await ctx.answerCallbackQuery(text(chat.language, 'latest-already-told', { words })));
  // Who has not chosen anything yet does not give up all the rest for a word.
  await chooseAllIfNew(services, chat);
  const together = eachWordOnce([...(await preferencesOf(db, chat.id)).followedWords, words]);
  if (excuseForWords(chat.language, [words], together) !== null)
    return void (await ctx.answerCallbackQuery(text(chat.language, 'story-too-many-words')));
  await savePreferences(db, chat.id, { followedWords: together });
  await showPanel(ctx, { html: text(chat.language, 'latest-will-tell', { words: escapeHtml(words) }), buttons: [] });
}

/** Removes the word that a button stands for; one that is gone already stays gone. */
async function dropped({ db }: BotServices, { chat }: PanelPlace, press: Press): Promise<Preferences> {
  const preferences = await preferencesOf(db, chat.id);
  const list = listIn(press);
  if (press.action !== 'drop' || !list) return preferences;
  const words = preferences[WORD_LISTS[list]];
  const others = words.filter((word) => wordMark(word) !== press.args[1]);
  if (others.length === words.length) return preferences;
  const change = list === 'f' ? followedWords(preferences, others) : { mutedWords: others };
  return savePreferences(db, chat.id, change);
}

function listIn({ args }: Press): WordListCode | null {
  return args[0] === 'f' || args[0] === 'm' ? args[0] : null;
}
