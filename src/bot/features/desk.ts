import { Composer } from 'grammy';
import { numberOf } from '../../chats/desk-press.js';
import {
  changeEdition,
  createEdition,
  deleteEdition,
  type EditionPlace,
  editionById,
  editionsOf,
  pauseSchedules,
  resumeSchedules,
  writeJournal,
} from '../../chats/store.js';
import { requestFor } from '../../delivery/request.js';
import { previewEdition } from '../../digests/drafts/ask.js';
import { channelSource } from '../../intake/people/channels.js';
import { listSources } from '../../intake/sources/store.js';
import type { TextId } from '../../texts/ids.js';
import type { Message } from '../../texts/message.js';
import { text } from '../../texts/texts.js';
import { TOPICS } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { askAtDesk, deskConversation } from '../conversations/desk.js';
import { type DeskAction, type DeskSeat, onDeskPresses } from '../desk-access.js';
import { settingsQuestions } from '../desk-questions.js';
import { applySettings, editionAt, SETTINGS_ACTIONS } from '../desk-settings.js';
import { deskPanel, editionPanel } from '../panels/desk.js';
import { editionSourcesPanel, SETTINGS, type SettingsSide } from '../panels/desk-settings.js';
import { type Panel, showPanel } from '../panels/panel.js';

/** The hour at which a further edition comes until its desk says otherwise: the first that no other has. */
const NEW_TIMES = ['20:00', '13:00', '09:00', '18:00', '07:00'] as const;
const SETTINGS_CONVERSATION = 'desk';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** A desk and its editions: what each tells of, when and how; how it would look; begun, paused, deleted. */
export function deskFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(deskConversation(services, { id: SETTINGS_CONVERSATION, kinds: settingsQuestions(services) }));
  feature.use(onDeskPresses(services, { ...deskActions(services), ...settingsActions(services) }));
  return feature;
}

function deskActions(services: BotServices): Record<string, DeskAction> {
  const { db, now } = services;
  /** With the edition that a press names. */
  const withEdition =
    (run: (ctx: BotContext, seat: DeskSeat, place: EditionPlace, args: readonly string[]) => Promise<void>) =>
    async (ctx: BotContext, seat: DeskSeat, [id, ...args]: readonly string[]) => {
      const place = await editionAt(services, seat, numberOf(id));
      if (place) await run(ctx, seat, place, args);
      else await showPanel(ctx, await makeDesk(services, seat));
    };
  return {
    open: { needs: 'editor', run: async (ctx, seat) => showPanel(ctx, await makeDesk(services, seat)) },
    new: {
      needs: 'owner',
      run: async (ctx, seat, [count]) => {
        const editions = await editionsOf(db, seat.desk.id);
        const taken = new Set(editions.flatMap(({ schedule }) => schedule.times));
        const time = NEW_TIMES.find((one) => !taken.has(one)) ?? NEW_TIMES[0];
        const made = await createEdition(
          db,
          {
            desk: seat.desk,
            count: numberOf(count),
            values: { name: text(seat.language, 'desk-further-name'), topics: [...TOPICS] },
            calendar: { times: [time], weekdays: EVERY_DAY, zone: editions[0]?.schedule.zone ?? seat.chat.zone },
          },
          now(),
        );
        if (!made) return showPanel(ctx, await makeDesk(services, seat));
        await journal(services, seat, 'created', made);
        await showPanel(ctx, makeEdition(services, seat, made));
      },
    },
    edition: {
      needs: 'editor',
      run: withEdition(async (ctx, seat, place) => showPanel(ctx, makeEdition(services, seat, place))),
    },
    preview: {
      needs: 'editor',
      run: withEdition(async (ctx, seat, place) => {
        const messages = await previewEdition({ db, now: now(), place });
        if (messages.length === 0) return toast(ctx, seat, 'desk-nothing-to-preview');
        await sendAsPosted(ctx, seat.userId, messages);
        await ctx.reply(text(seat.language, 'desk-previewed'), {
          reply_markup: { inline_keyboard: makeEdition(services, seat, place).buttons },
        });
      }),
    },
    launch: {
      needs: 'owner',
      run: withEdition(async (ctx, seat, place) => {
        const { edition, schedule } = place;
        if (edition.launchedAt === null) {
          await db.transaction(async (tx) => {
            const launched = { launchedAt: now() };
            await changeEdition(tx, { editionId: edition.id, version: edition.version, change: launched });
            await resumeSchedules(tx, schedule.chatId, now(), { id: schedule.id });
          });
          await journal(services, seat, 'launched', place);
        }
        await shown(ctx, services, seat, edition.id);
      }),
    },
    rest: {
      needs: 'owner',
      run: withEdition(async (ctx, seat, place) => {
        await pauseSchedules(db, place.schedule.chatId, now(), { id: place.schedule.id });
        await journal(services, seat, 'paused', place);
        await shown(ctx, services, seat, place.edition.id);
      }),
    },
    go: {
      needs: 'owner',
      run: withEdition(async (ctx, seat, place) => {
        await resumeSchedules(db, place.schedule.chatId, now(), { id: place.schedule.id });
        await journal(services, seat, 'resumed', place);
        await shown(ctx, services, seat, place.edition.id);
      }),
    },
    'delete-yes': {
      needs: 'owner',
      run: withEdition(async (ctx, seat, place) => {
        await deleteEdition(db, place.edition.id);
        await journal(services, seat, 'deleted', place);
        await showPanel(ctx, await makeDesk(services, seat));
      }),
    },
  };
}

/** The panels of settings, what their buttons change, and what is asked in writing. */
function settingsActions(services: BotServices): Record<string, DeskAction> {
  const opened = Object.keys(SETTINGS).map((side): [string, DeskAction] => [
    side,
    {
      needs: side === 'hours' ? 'editor' : 'owner',
      run: (ctx, seat, [id]) => openSide(ctx, services, { seat, editionId: numberOf(id), side: side as SettingsSide }),
    },
  ]);
  const changed = Object.entries(SETTINGS_ACTIONS).map(([action, read]): [string, DeskAction] => [
    action,
    {
      needs: 'owner',
      run: async (ctx, seat, [id, ...args]) => {
        const place = await editionAt(services, seat, numberOf(id));
        if (!place) return showPanel(ctx, await makeDesk(services, seat));
        const { side, refusal, ...change } = read(place, args);
        if (refusal) await toast(ctx, seat, refusal);
        const after = await applySettings(services, seat, { place, change, action: 'changed' });
        await showPanel(ctx, SETTINGS[side](seat, after));
      },
    },
  ]);
  const asked = ['name', 'own-times', 'word-add'].map((kind): [string, DeskAction] => [
    kind,
    {
      needs: 'owner',
      run: (ctx, seat, args) => askAtDesk(ctx, services, { seat, id: SETTINGS_CONVERSATION, kind, args }),
    },
  ]);
  return { ...Object.fromEntries([...opened, ...changed, ...asked]), ...sourcesActions(services) };
}

function sourcesActions(services: BotServices): Record<string, DeskAction> {
  const { db } = services;
  const action = (
    change: (
      place: EditionPlace,
      args: readonly string[],
      all: readonly { id: number }[],
    ) => Parameters<typeof applySettings>[2]['change'],
    pageOf: (args: readonly string[]) => string | undefined,
  ): DeskAction => ({
    needs: 'owner',
    run: async (ctx, seat, [id, ...args]) => {
      const [place, sources] = await Promise.all([editionAt(services, seat, numberOf(id)), listSources(db)]);
      if (!place) return showPanel(ctx, await makeDesk(services, seat));
      const after = await applySettings(services, seat, {
        place,
        change: change(place, args, sources),
        action: 'changed',
      });
      await showPanel(ctx, editionSourcesPanel(seat, after, { sources, page: Number(pageOf(args) ?? 0) || 0 }));
    },
  });
  return {
    sources: action(
      () => ({}),
      ([page]) => page,
    ),
    source: action(
      ({ edition }, [source, on], all) => {
        const id = numberOf(source);
        if (!all.some((one) => one.id === id)) return {};
        const { onlySourceIds, mutedSourceIds } = edition;
        const isRead = on === '1';
        return onlySourceIds
          ? { edition: { onlySourceIds: toggled(onlySourceIds, id, isRead) } }
          : { edition: { mutedSourceIds: toggled(mutedSourceIds, id, !isRead) } };
      },
      ([, , page]) => page,
    ),
    'sources-all': action(
      () => ({ edition: { onlySourceIds: null } }),
      () => '0',
    ),
    'sources-only': action(
      ({ edition }) => ({ edition: { onlySourceIds: edition.onlySourceIds ?? [] } }),
      () => '0',
    ),
  };
}

async function openSide(
  ctx: BotContext,
  services: BotServices,
  { seat, editionId, side }: { seat: DeskSeat; editionId: number; side: SettingsSide },
): Promise<void> {
  const place = await editionAt(services, seat, editionId);
  await showPanel(ctx, place ? SETTINGS[side](seat, place) : await makeDesk(services, seat));
}

/** The desk's panel as things stand now. */
export async function makeDesk({ db, now }: BotServices, seat: DeskSeat): Promise<Panel> {
  const { desk, chat, role } = seat;
  const [editions, posts] = await Promise.all([
    editionsOf(db, desk.id),
    chat.kind === 'channel' ? channelSource(db, chat.telegramId) : null,
  ]);
  const isSource = posts !== null && posts.pausedAt === null;
  return deskPanel(seat, { editions, isSource, isOwner: role === 'owner', now: now() });
}

/** An edition's panel. */
function makeEdition({ now }: BotServices, seat: DeskSeat, place: EditionPlace): Panel {
  return editionPanel(seat, place, { now: now(), isOwner: seat.role === 'owner' });
}

async function shown(ctx: BotContext, services: BotServices, seat: DeskSeat, editionId: number): Promise<void> {
  const place = await editionById(services.db, editionId);
  await showPanel(ctx, place ? makeEdition(services, seat, place) : await makeDesk(services, seat));
}

/** Sends messages to a private chat exactly as they would be posted. */
export async function sendAsPosted(ctx: BotContext, userId: number, messages: readonly Message[]): Promise<void> {
  const to = { telegramId: userId, threadId: 0, silent: false };
  for (const message of messages) {
    await ctx.api.raw.sendMessage(requestFor({ deliveryId: 0, message, form: 'html', replyTo: null, to, paid: false }));
  }
}

async function journal(
  { db, now }: BotServices,
  seat: DeskSeat,
  action: string,
  { edition }: EditionPlace,
): Promise<void> {
  const line = { deskId: seat.desk.id, userId: seat.userId, action, data: { name: edition.name } };
  await writeJournal(db, line, now());
}

async function toast(ctx: BotContext, { language }: DeskSeat, id: TextId): Promise<void> {
  await ctx.answerCallbackQuery(text(language, id));
}

function toggled<Item>(items: readonly Item[], item: Item, isWith: boolean): Item[] {
  const others = items.filter((one) => one !== item);
  return isWith ? [...others, item] : others;
}
