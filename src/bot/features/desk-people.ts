import { Composer } from 'grammy';
import { numberOf, readDeskPress } from '../../chats/desk-press.js';
import {
  chatById,
  createInvite,
  deskById,
  deskMembersOf,
  deskOfChat,
  findChat,
  findInvite,
  journalOf,
  lockVacantDesk,
  revokeInvites,
  seatMember,
  takeInvite,
  unseatMember,
  writeJournal,
} from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { mayRun, memberOf } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { type DeskAction, type DeskSeat, endSeat, onDeskPresses } from '../desk-access.js';
import { makeDesk } from '../desk-shown.js';
import { journalPanel, peoplePanel } from '../panels/desk-people.js';
import { showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';

/** What an invitation's link carries behind `?start=`. */
const INVITATION = /^d([A-Za-z0-9_-]{22})$/;
/** A link that was not used for so long is no invitation any more. */
const INVITE_LIFE_MS = 3 * 24 * 3_600_000;
const LINES_A_PAGE = 15;

/** The people of a desk: invited, given roles, gone; who takes over one that has no owner; and what everybody did. */
export function deskPeopleFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.on('callback_query:data', async (ctx, next) => {
    const press = readDeskPress(ctx.callbackQuery.data);
    if (press?.action !== 'claim' || ctx.chat?.type !== 'private') return next();
    const { language } = await chatHere(ctx, services);
    const seat = await claimed(ctx, services, { chatId: press.chatId, language });
    if (seat) await showPanel(ctx, await makeDesk(services, seat));
    else await ctx.answerCallbackQuery({ text: text(language, 'desk-not-claimed'), show_alert: true });
  });

  feature.chatType('private').command('start', async (ctx, next) => {
    const secret = INVITATION.exec(ctx.match)?.[1];
    if (secret === undefined) return next();
    const { language } = await chatHere(ctx, services);
    const seat = await invited(ctx, services, { secret, language });
    if (seat) await showPanel(ctx, await makeDesk(services, seat));
    else await ctx.reply(text(language, 'desk-invite-void'));
  });

  feature.use(onDeskPresses(services, peopleActions(services)));

  return feature;
}

function peopleActions(services: BotServices): Record<string, DeskAction> {
  const { db, now } = services;
  const write = (tx: Database, seat: DeskSeat, action: string) =>
    writeJournal(tx, { deskId: seat.desk.id, userId: seat.userId, action }, now());
  const show = async (ctx: BotContext, seat: DeskSeat) => {
    const members = await deskMembersOf(db, seat.desk.id);
    const names = await namesOf(
      services,
      members.map(({ userId }) => userId),
    );
    const isOwner = seat.role === 'owner';
    await showPanel(ctx, peoplePanel(seat, { members, names, userId: seat.userId, isOwner }));
  };
  return {
    people: { needs: 'editor', run: show },
    journal: {
      needs: 'editor',
      run: async (ctx, seat, [arg]) => {
        const page = numberOf(arg);
        const [offset, limit] = [page * LINES_A_PAGE, LINES_A_PAGE + 1];
        const found = await journalOf(db, { deskId: seat.desk.id, limit, offset });
        const lines = found.slice(0, LINES_A_PAGE);
        const names = await namesOf(
          services,
          lines.flatMap(({ userId }) => userId ?? []),
        );
        const isLast = found.length <= LINES_A_PAGE;
        await showPanel(ctx, journalPanel(seat, { lines, names, page, isLast }));
      },
    },
    invite: {
      needs: 'owner',
      run: async (ctx, seat, [wanted]) => {
        const role = wanted === 'owner' ? 'owner' : 'editor';
        const invite = { deskId: seat.desk.id, role, invitedBy: seat.userId, uses: 1, lifeMs: INVITE_LIFE_MS } as const;
        const secret = await db.transaction(async (tx) => {
          await write(tx, seat, 'invited');
          return createInvite(tx, invite, now());
        });
        const link = `https://t.me/${ctx.me.username}?start=d${secret}`;
        await ctx.reply(text(seat.language, `desk-invitation-${role}`, { link, chat: escapeHtml(seat.chat.title) }), {
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
        });
      },
    },
    revoke: {
      needs: 'owner',
      run: async (ctx, seat) => {
        await db.transaction(async (tx) => {
          await revokeInvites(tx, seat.desk.id);
          await write(tx, seat, 'revoked');
        });
        await ctx.answerCallbackQuery(text(seat.language, 'desk-revoked'));
      },
    },
    role: {
      needs: 'owner',
      run: async (ctx, seat, [id, wanted]) => {
        const userId = numberOf(id);
        const isMember = (await deskMembersOf(db, seat.desk.id)).some((member) => member.userId === userId);
        if (isMember && userId !== seat.userId) {
          const role = wanted === 'owner' ? 'owner' : 'editor';
          await db.transaction(async (tx) => {
            await seatMember(tx, { deskId: seat.desk.id, userId, role }, now());
            await write(tx, seat, 'role');
          });
        }
        await show(ctx, seat);
      },
    },
    unseat: {
      needs: 'owner',
      run: async (ctx, seat, [id]) => {
        const userId = numberOf(id);
        if (userId !== seat.userId) {
          await db.transaction(async (tx) => {
            if (await unseatMember(tx, { deskId: seat.desk.id, userId }, now())) await write(tx, seat, 'unseated');
          });
        }
        await show(ctx, seat);
      },
    },
    leave: {
      needs: 'editor',
      run: async (ctx, seat) => {
        await endSeat(services, { ...seat, action: 'left' });
        await showPanel(ctx, {
          html: text(seat.language, 'desk-left', { chat: escapeHtml(seat.chat.title) }),
          buttons: [],
        });
      },
    },
  };
}

/** How people are called in their private chats with the bot. */
async function namesOf({ db }: BotServices, userIds: readonly number[]): Promise<Map<number, string>> {
  const chats = await Promise.all([...new Set(userIds)].map((telegramId) => findChat(db, { telegramId })));
  return new Map(chats.flatMap((chat) => (chat ? [[chat.telegramId, chat.title]] : [])));
}

/** Seats whoever opened an invitation, as far as he is an admin of the channel; an invitation of no use is not used up. */
async function invited(
  ctx: BotContext,
  { db, now }: BotServices,
  { secret, language }: { secret: string; language: DeskSeat['language'] },
): Promise<DeskSeat | null> {
  const invite = await findInvite(db, secret, now());
  const found = invite && (await deskById(db, invite.deskId));
  const userId = ctx.from?.id ?? 0;
  if (!invite || !found) return null;
  const { desk, chat } = found;
  const member = await memberOf(ctx, { chatId: chat.telegramId, userId });
  if (member === null || !mayRun(chat.kind, member)) return null;
  return db.transaction(async (tx) => {
    const taken = await takeInvite(tx, secret, now());
    if (!taken) return null;
    await seatMember(tx, { deskId: desk.id, userId, role: taken.role }, now());
    await writeJournal(tx, { deskId: desk.id, userId, action: 'joined' }, now());
    return { desk, chat, userId, role: taken.role, language };
  });
}

/** Seats an admin of the channel as the owner of its desk, if nobody is; gives his place. */
async function claimed(
  ctx: BotContext,
  { db, now }: BotServices,
  { chatId, language }: { chatId: number; language: DeskSeat['language'] },
): Promise<DeskSeat | null> {
  const [desk, chat] = await Promise.all([deskOfChat(db, chatId), chatById(db, chatId)]);
  const userId = ctx.from?.id ?? 0;
  if (!desk || !chat) return null;
  const member = await memberOf(ctx, { chatId: chat.telegramId, userId });
  if (member === null || !mayRun(chat.kind, member)) return null;
  return db.transaction(async (tx) => {
    // Of two who take it at once one is the owner, and the other hears that there is one.
    const vacant = await lockVacantDesk(tx, desk.id);
    if (!vacant) return null;
    await seatMember(tx, { deskId: desk.id, userId, role: 'owner' }, now());
    await writeJournal(tx, { deskId: desk.id, userId, action: 'claimed' }, now());
    return { desk, chat, userId, role: 'owner', language };
  });
}
