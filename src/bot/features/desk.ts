import { Composer } from 'grammy';
import { numberOf } from '../../chats/desk-press.js';
import {
  changeEdition,
  createEdition,
  deleteEdition,
  type EditionPlace,
  editionsOf,
  pauseSchedules,
  resumeSchedules,
  writeJournal,
} from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import { previewEdition } from '../../digests/drafts/ask.js';
import { text } from '../../texts/texts.js';
import { TOPICS } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { type DeskAction, type DeskSeat, onDeskPresses } from '../desk-access.js';
import { editionAt } from '../desk-settings.js';
import { makeDesk, makeEdition, sendAsPosted, showEdition, toast } from '../desk-shown.js';
import { showPanel } from '../panels/panel.js';

/** The hour at which a further edition comes until its desk says otherwise: the first that no other has. */
const NEW_TIMES = ['20:00', '13:00', '09:00', '18:00', '07:00'] as const;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** A desk and its editions: made, looked at, launched, paused, deleted. */
export function deskFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onDeskPresses(services, deskActions(services)));
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
  /** Changes the edition that a press names and says so in the journal, or neither; shows what it is then. */
  const changing = (action: string, change: (tx: Database, place: EditionPlace) => Promise<boolean>) =>
    withEdition(async (ctx, seat, place) => {
      await db.transaction(async (tx) => {
        if (await change(tx, place)) await journal(tx, seat, { action, place, at: now() });
      });
      await showEdition(ctx, services, seat, place.edition.id);
    });
  return {
    open: { needs: 'editor', run: async (ctx, seat) => showPanel(ctx, await makeDesk(services, seat)) },
    new: {
      needs: 'owner',
      run: async (ctx, seat, [count]) => {
        const editions = await editionsOf(db, seat.desk.id);
        const taken = new Set(editions.flatMap(({ schedule }) => schedule.times));
        const time = NEW_TIMES.find((one) => !taken.has(one)) ?? NEW_TIMES[0];
        const order = {
          desk: seat.desk,
          count: numberOf(count),
          values: { name: text(seat.language, 'desk-further-name'), topics: [...TOPICS] },
          calendar: { times: [time], weekdays: EVERY_DAY, zone: editions[0]?.schedule.zone ?? seat.chat.zone },
        };
        const made = await db.transaction(async (tx) => {
          const place = await createEdition(tx, order, now());
          if (place) await journal(tx, seat, { action: 'created', place, at: now() });
          return place;
        });
        await showPanel(ctx, made ? makeEdition(services, seat, made) : await makeDesk(services, seat));
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
      run: changing('launched', async (tx, { edition, schedule }) => {
        if (edition.launchedAt !== null) return false;
        const { id: editionId, version } = edition;
        if (!(await changeEdition(tx, { editionId, version, change: { launchedAt: now() } }))) return false;
        await resumeSchedules(tx, schedule.chatId, now(), { id: schedule.id });
        return true;
      }),
    },
    rest: {
      needs: 'owner',
      run: changing('paused', async (tx, { schedule }) =>
        pauseSchedules(tx, schedule.chatId, now(), { id: schedule.id }),
      ),
    },
    go: {
      needs: 'owner',
      run: changing('resumed', async (tx, { schedule }) =>
        resumeSchedules(tx, schedule.chatId, now(), { id: schedule.id }),
      ),
    },
    'delete-yes': {
      needs: 'owner',
      run: changing('deleted', async (tx, { edition }) => deleteEdition(tx, edition.id)),
    },
  };
}

async function journal(
  tx: Database,
  seat: DeskSeat,
  { action, place, at }: { action: string; place: EditionPlace; at: Date },
): Promise<void> {
  const line = { deskId: seat.desk.id, userId: seat.userId, action, data: { name: place.edition.name } };
  await writeJournal(tx, line, at);
}
