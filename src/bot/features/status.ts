import { Composer } from 'grammy';
import { type Chat, chatsOfPerson, type Schedule, schedulesOf } from '../../chats/store.js';
import { digestsHaltedSince } from '../../db/halts.js';
import { resend } from '../../delivery/doubt.js';
import { deliveriesInDoubt } from '../../delivery/store.js';
import { draftsOfDigests } from '../../digests/drafts/store.js';
import { lastDigestsOf } from '../../digests/store.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import type { BotContext, BotServices } from '../context.js';
import { nextInWords } from '../next.js';
import { openPanel } from '../open.js';
import { type Panel, type PanelPlace, showPanel } from '../panels/panel.js';
import { type ChatStatus, statusPanel } from '../panels/status.js';
import { chatHere } from '../place.js';
import { onPresses } from '../presses.js';

/** Digests looked through for the last one that was sent. */
const MOST_DIGESTS = 20;
/** Channels and groups of a person that his status tells of. */
const MOST_CHATS = 5;

/** /status: the last digest and the next, what is paused and why, what may not have arrived. */
export function statusFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('status', (ctx) => openPanel(ctx, services, (place) => makeStatus(services, place)));

  feature.use(
    onPresses(services, ['u'], async (ctx, { press, place }) => {
      const deliveryId = Number.parseInt(press.args[0] ?? '', 36) || 0;
      const here = await chatHere(ctx, services);
      if (press.action === 'again') {
        const digestId = await resend(services.db, { deliveryId, chatId: place.chat.id }, services.now());
        if (digestId !== null) services.wake();
        const said = text(here.language, digestId === null ? 'status-nothing-in-doubt' : 'status-sent-again');
        await ctx.answerCallbackQuery(said);
      }
      await showPanel(ctx, await makeStatus(services, { chat: here, owner: place.owner }));
    }),
  );

  return feature;
}

/** The status of a chat, and of the channels and groups that its person looks after. */
async function makeStatus(services: BotServices, place: PanelPlace): Promise<Panel> {
  const { db } = services;
  const { chat, owner } = place;
  const others = chat.kind === 'private' ? await chatsOfPerson(db, chat.telegramId) : [];
  const shown = [chat, ...others.slice(0, MOST_CHATS)];
  const [isHalted, ...statuses] = await Promise.all([
    digestsHaltedSince(db).then((since) => since !== null),
    ...shown.map((one) => statusOf(services, { chat: one, owner })),
  ]);
  return statusPanel(chat.language, { statuses, isHalted });
}

async function statusOf({ db, now }: BotServices, place: PanelPlace): Promise<ChatStatus> {
  const { chat } = place;
  const [digests, schedules, doubts] = await Promise.all([
    lastDigestsOf(db, chat.id, MOST_DIGESTS),
    schedulesOf(db, chat.id),
    deliveriesInDoubt(db, chat.id),
  ]);
  const said = (at: Date) => momentInWords(chat.language, { at, now: now(), zone: chat.zone });
  // What a desk published is settled at the desk: posted from here it would be nobody's there.
  const drafts = await draftsOfDigests(
    db,
    doubts.flatMap(({ digestId }) => digestId ?? []),
  );
  const draftIds = new Map(drafts.map((draft) => [draft.digestId, draft.id]));
  const last = digests.find(({ state }) => state === 'sent' || state === 'uncertain');
  return {
    place,
    last: last ? said(last.createdAt) : null,
    next: chat.state === 'active' ? nextInWords(schedules, { language: chat.language, now: now() }) : null,
    standing: standingOf(chat, schedules),
    doubts: doubts.map(({ id, digestId, createdAt }) => ({
      deliveryId: id,
      draftId: draftIds.get(digestId ?? 0) ?? null,
      when: said(createdAt),
    })),
  };
}

function standingOf({ state }: Chat, schedules: readonly Schedule[]): ChatStatus['standing'] {
  if (state !== 'active') return state;
  if (schedules.length === 0) return 'unscheduled';
  return schedules.every(({ pausedAt }) => pausedAt !== null) ? 'paused' : 'on';
}
