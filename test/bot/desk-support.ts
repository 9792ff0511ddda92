import {
  changeEdition,
  deskOfChat,
  type EditionChange,
  editionsOf,
  resumeSchedules,
  saveSchedule,
  seatMember,
} from '../../src/chats/store.js';
import { enqueue } from '../../src/delivery/store.js';
import { planDueEditions } from '../../src/digests/drafts/plan.js';
import { settleDueDrafts } from '../../src/digests/drafts/settle.js';
import { draftsOf } from '../../src/digests/drafts/store.js';
import { NOW, STARTING, type useBot } from './support.js';

const HALF_AN_HOUR_MS = 30 * 60_000;

/** Олена has just opened the desk of her channel and sees its first digest; Тарас, an admin too, is its editor. */
export async function openedDesk(bot: ReturnType<typeof useBot>) {
  const { channel, taras: userId } = STARTING;
  const [olena, taras] = [bot.person(), bot.person({ id: userId })];
  for (const person of [olena, taras]) {
    await person.says('/settings');
    await person.waitForText('Налаштування');
  }
  const rights = { can_post_messages: true, can_edit_messages: true, can_promote_members: true };
  await olena.does('bot_rights', { chat_id: channel, status: 'administrator', ...rights });
  const panel = await olena.waitForText('Ранкове зведення · Ранкові новини');
  await olena.does('member', { chat_id: channel, user: userId, status: 'administrator', ...rights });
  const chat = await bot.chat(channel);
  const desk = await deskOfChat(bot.db, chat.id);
  if (!desk) throw new Error('the desk was not opened');
  await seatMember(bot.db, { deskId: desk.id, userId, role: 'editor' }, NOW);
  return { olena, taras, panel, chat, desk };
}

/** Drafts at the desk of {@link openedDesk}: made, opened, decided when their time comes. */
export function draftsAt(bot: ReturnType<typeof useBot>) {
  /** A channel whose digest wants approval at 10:00 in Kyiv; it is 09:30, and Олена and Тарас sit at its desk. */
  async function atDesk({
    edition = {},
    whenUnanswered = 'publish',
  }: {
    edition?: EditionChange;
    whenUnanswered?: 'publish' | 'skip';
  } = {}) {
    const { olena, taras, chat, desk } = await openedDesk(bot);
    const [made] = await editionsOf(bot.db, desk.id);
    if (!made) throw new Error('the desk has no digest');
    const change = { name: 'Зведення', topics: ['economy' as const, 'sport' as const], launchedAt: NOW, ...edition };
    await changeEdition(bot.db, { editionId: made.edition.id, version: made.edition.version, change });
    const approval = { times: ['10:00'], mode: 'approval' as const, leadMinutes: 30, whenUnanswered };
    await saveSchedule(bot.db, { chatId: chat.id, id: made.schedule.id, ...approval }, NOW);
    const place = { ...made, desk, chat };
    await resumeSchedules(bot.db, chat.id, NOW);
    await bot.addStory('Гривня зміцніла до долара', 'economy', NOW);
    await bot.addStory('Бюджет ухвалено', 'economy', NOW);
    await bot.addStory('Збірна зіграла внічию', 'sport', NOW);
    return { olena, taras, place };
  }

  /** The draft has come, and both have it before them. */
  async function drafted(options: Parameters<typeof atDesk>[0] = {}) {
    const room = await atDesk(options);
    await plan(NOW);
    await room.olena.waitForText(/Чернетка «Зведення» для «Ранкові новини» готова: [34] події\./, { fromStart: true });
    await room.taras.waitForText('Чернетка «Зведення»', { fromStart: true });
    const open = async (person: typeof room.olena) => {
      const notice = await person.waitForText('Чернетка «Зведення»', { fromStart: true });
      await person.press(notice, 'Переглянути чернетку');
      return person.waitForText('Зведення · Ранкові новини');
    };
    return { ...room, panel: await open(room.olena), open };
  }

  async function plan(now: Date): Promise<void> {
    await planDueEditions({ db: bot.db, now, enqueue });
    await settleDueDrafts({ db: bot.db, now, enqueue });
    await bot.tell();
    await bot.deliver();
  }

  const slot = new Date(NOW.getTime() + HALF_AN_HOUR_MS);
  const { channel } = STARTING;
  const posted = (person: ReturnType<typeof bot.person>) => person.seen(channel).map(({ text }) => text);
  const draft = async ({ edition }: { edition: { id: number } }) => (await draftsOf(bot.db, edition.id, 1))[0]!;

  /** What the journal of the desk says, as it is opened from /channel. */
  async function journal(person: ReturnType<typeof bot.person>): Promise<string> {
    await person.says('/channel');
    await person.press(await person.waitForText('Ваші редакції:'), 'Ранкові новини');
    await person.press(await person.waitForText('Редакція ·'), 'Журнал');
    return (await person.waitForText('Редакція: журнал')).text ?? '';
  }

  /** The number of a story in a panel's list, as its button says it. */
  function numberOf(panel: { text?: string }, word: string): string {
    const line = panel.text?.split('\n').find((one) => one.includes(word));
    return line?.split('.')[0] ?? '';
  }

  return { atDesk, drafted, plan, posted, draft, slot, numberOf, journal };
}
