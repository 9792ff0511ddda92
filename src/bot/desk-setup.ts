import { GrammyError } from 'grammy';
import { deskPressData } from '../chats/desk-press.js';
import {
  adoptSchedules,
  awaitRights,
  type Chat,
  createEdition,
  type Desk,
  deskMembersOf,
  deskOfChat,
  editionsOf,
  openDesk,
  registerChat,
  writeJournal,
} from '../chats/store.js';
import { moveTelegramChat } from '../delivery/moving.js';
import { escapeHtml } from '../texts/html.js';
import { text } from '../texts/texts.js';
import { TOPICS } from '../vocabulary.js';
import { mayPost, mayRun, memberOf, supergroupOf } from './access.js';
import type { BotContext, BotServices } from './context.js';
import { unseatLostOwners } from './desk-access.js';
import { deskPanel, editionPanel } from './panels/desk.js';
import type { Panel } from './panels/panel.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
/** When the first edition comes until its desk says otherwise. */
const FIRST_TIMES = ['09:00'];

/** Who wants a desk, for which channel or group (by Telegram id). */
export interface SetupWish {
  telegramId: number;
  person: Pick<Chat, 'language' | 'zone'> & { userId: number };
}

/** What is said to whoever wants a desk, in order. */
export type SetupAnswer = Panel[];

/**
 * Opens the desk of a channel or group for a person, as far as he and the bot have the rights; otherwise says exactly
 * what is missing, and remembers to go on when it is there.
 */
export async function setUpDesk(ctx: BotContext, services: BotServices, wish: SetupWish): Promise<SetupAnswer> {
  const { db, now } = services;
  const { telegramId, person } = wish;
  const { userId, language } = person;
  const [bot, seen] = await Promise.all([
    memberOf(ctx, { chatId: telegramId, userId: ctx.me.id }),
    chatOf(ctx, telegramId),
  ]);
  const say = (id: 'channel-unreachable' | 'channel-you-not-admin' | 'channel-bot-not-admin' | 'desk-bot-muted') => [
    { html: text(language, id, { title: escapeHtml(seen?.title ?? '') }), buttons: [] },
  ];
  if (bot === null || seen === null || bot.status === 'left' || bot.status === 'kicked') {
    const movedTo = await supergroupOf(ctx, telegramId);
    if (movedTo !== null) {
      // It became a supergroup after it was picked; a supergroup moves no more.
      await moveTelegramChat(db, { from: telegramId, to: movedTo });
      return setUpDesk(ctx, services, { telegramId: movedTo, person });
    }
    await awaitRights(db, { telegramId, userId }, now());
    return say('channel-unreachable');
  }
  if (seen.kind === 'channel' ? !mayPost(bot) : bot.status === 'restricted' && !bot.can_send_messages) {
    await awaitRights(db, { telegramId, userId }, now());
    return say(seen.kind === 'channel' ? 'channel-bot-not-admin' : 'desk-bot-muted');
  }
  const member = await memberOf(ctx, { chatId: telegramId, userId });
  if (member === null || !mayRun(seen.kind, member)) return say('channel-you-not-admin');
  const chat = await registerChat(db, { telegramId, ...seen, language, setUpBy: userId }, now());
  // An owner who is no admin any more may not keep the desk from those who are.
  const known = await deskOfChat(db, chat.id);
  if (known) await unseatLostOwners(ctx, services, { desk: known, chat });
  return seatAt(services, chat, person);
}

async function seatAt(services: BotServices, chat: Chat, person: SetupWish['person']): Promise<SetupAnswer> {
  const { db, now } = services;
  const { userId, language } = person;
  const known = await deskOfChat(db, chat.id);
  const members = known ? await deskMembersOf(db, known.id) : [];
  const mine = members.find((member) => member.userId === userId);
  if (known && !mine && (members.length > 0 || known.ownerlessSince !== null)) return [refusal(known, chat, language)];
  const desk = known ?? (await openDesk(db, { chatId: chat.id, name: chat.title, ownerId: userId }, now()));
  await firstEdition(services, { desk, chat, person, isNew: known === null });
  const editions = await editionsOf(db, desk.id);
  const view = { chat, language };
  const added = { html: text(language, 'channel-added', { title: escapeHtml(chat.title) }), buttons: [] };
  const isOwner = mine?.role !== 'editor';
  const [only, ...others] = editions;
  const panel =
    only && others.length === 0
      ? editionPanel(view, { ...only, desk, chat }, { now: now(), isOwner })
      : deskPanel(view, { editions, isSource: false, isOwner, now: now() });
  return [added, panel];
}

/** A desk begins with what the chat had before, or with an edition that could be launched as it is. */
async function firstEdition(
  { db, now }: BotServices,
  { desk, chat, person, isNew }: { desk: Desk; chat: Chat; person: SetupWish['person']; isNew: boolean },
): Promise<void> {
  if (!isNew) return;
  const { userId, language, zone } = person;
  await db.transaction(async (tx) => {
    const name = text(language, 'desk-first-name');
    if ((await adoptSchedules(tx, { desk, name }, now())) === 0) {
      const calendar = { times: FIRST_TIMES, weekdays: EVERY_DAY, zone };
      await createEdition(tx, { desk, count: 0, values: { name, topics: [...TOPICS] }, calendar }, now());
    }
    await writeJournal(tx, { deskId: desk.id, userId, action: 'opened', data: { name: chat.title } }, now());
  });
}

/** Whose desk it is is settled among people: by an invitation, or, where nobody is left, by taking it over. */
function refusal(desk: Desk, chat: Chat, language: Chat['language']): Panel {
  const words = { chat: escapeHtml(chat.title) };
  if (desk.ownerlessSince === null) return { html: text(language, 'desk-taken', words), buttons: [] };
  const claim = { text: text(language, 'desk-button-claim'), callback_data: deskPressData(chat.id, 'claim') };
  return { html: text(language, 'desk-ownerless', words), buttons: [[claim]] };
}

/** What Telegram says of a chat; `null` where the bot is not in it, or it is private. */
async function chatOf(
  ctx: BotContext,
  telegramId: number,
): Promise<{ kind: Exclude<Chat['kind'], 'private'>; title: string; username: string | null } | null> {
  try {
    const chat = await ctx.api.getChat(telegramId);
    if (chat.type === 'private') return null;
    return { kind: chat.type, title: chat.title, username: ('username' in chat && chat.username) || null };
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) return null;
    throw error;
  }
}
