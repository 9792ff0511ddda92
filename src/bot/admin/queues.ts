import { listChannels } from '../../chats/store.js';
import { type DeliveryState, deliveriesByState, waitingDeliveries } from '../../delivery/store.js';
import { articlesWithoutStory, dueSources } from '../../intake/keep/store.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import type { BotServices } from '../context.js';
import { waitingForHandling } from '../inbox/store.js';
import type { Panel, PanelPlace } from '../panels/panel.js';
import { backRow } from './home.js';

const STATES: readonly DeliveryState[] = ['pending', 'sending', 'deferred', 'sent', 'uncertain', 'failed', 'expired'];
/** Channels that are named. */
const MOST_CHANNELS = 40;
const MINUTE_MS = 60_000;

/** What waits, and for how long. */
export async function queuesPanel({ db, now }: BotServices, place: PanelPlace): Promise<Panel> {
  const { language } = place.chat;
  const [states, waiting, articles, polls, updates] = await Promise.all([
    deliveriesByState(db),
    waitingDeliveries(db),
    articlesWithoutStory(db),
    dueSources(db, now()),
    waitingForHandling(db),
  ]);
  const minutes = waiting.since === null ? null : Math.round((now().getTime() - waiting.since.getTime()) / MINUTE_MS);
  return {
    html: [
      `<b>${text(language, 'admin-queues-title')}</b>`,
      ...STATES.map((state) => text(language, `admin-queue-${state}`, { count: states.get(state) ?? 0 })),
      `<i>${text(language, 'admin-queues-recent')}</i>`,
      ...(minutes === null ? [] : [text(language, 'admin-queue-oldest', { minutes })]),
      '',
      text(language, 'admin-queue-articles', { count: articles.length }),
      text(language, 'admin-queue-polls', { count: polls.length }),
      text(language, 'admin-queue-updates', { count: updates.length }),
    ].join('\n'),
    buttons: [backRow(place)],
  };
}

/** The channels that people connected, and whether the bot can write there. */
export async function channelsPanel({ db }: BotServices, place: PanelPlace): Promise<Panel> {
  const { language } = place.chat;
  const lines = (await listChannels(db, MOST_CHANNELS)).map(({ chat, members }) => {
    const line = text(language, 'admin-channel-line', { title: escapeHtml(chat.title), members });
    return chat.state === 'active' ? `• ${line}` : `• ${line} (${text(language, 'admin-channel-stopped')})`;
  });
  const title = `<b>${text(language, 'admin-channels-title')}</b>`;
  return {
    html: [title, ...(lines.length > 0 ? lines : [text(language, 'admin-channels-none')])].join('\n'),
    buttons: [backRow(place)],
  };
}
