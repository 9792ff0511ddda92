import { Composer, InputFile } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import { type Chat, desksOfPerson } from '../../chats/store.js';
import { saveReactions } from '../../delivery/store.js';
import { momentIn } from '../../digests/moments.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { mayChange, maySee } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { type PanelPlace, pressButton, showPanel } from '../panels/panel.js';
import { chatHere, ownerOf } from '../place.js';
import { onPresses, type PressHandler } from '../presses.js';
import { chartOf } from '../report/chart.js';
import type { Report } from '../report/figures.js';
import { gatherReport, type Period } from '../report/gather.js';
import { drawPng } from '../report/picture.js';
import { sheetOf } from '../report/sheet.js';

/** Desks offered; a report of each is a button of its panel too. */
const MOST_LISTED = 20;
/** Emoji and troubles named in the words under a picture. */
const MOST_NAMED = 5;
/** UTF-16 units of a headline there; Telegram takes 1,024 in all. */
const LONGEST_HEADLINE = 160;

/** /report: what a channel's digests were in a week or a month, as a picture and as a table; and counting reactions. */
export function reportFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const show: PressHandler = async (ctx, { press, place }) => {
    const isSheet = press.action === 'sheet';
    const period = (isSheet ? press.args[0] : press.action) === 'month' ? 'month' : 'week';
    await (isSheet ? sendSheet : sendReport)(ctx, services, { place, period });
  };

  feature.chatType('private').command('report', async (ctx) => {
    const here = await chatHere(ctx, services);
    const desks = await desksOfPerson(services.db, ctx.from.id);
    const chats = desks.slice(0, MOST_LISTED).map(({ chat }) => chat);
    const [first] = chats;
    if (!first) {
      await ctx.reply(text(here.language, 'report-none'));
      return;
    }
    if (chats.length === 1 && (await maySee(ctx, first))) {
      await sendReport(ctx, services, { place: { chat: first, owner: 0 }, period: 'week' });
      return;
    }
    await showPanel(ctx, {
      html: text(here.language, 'report-choose'),
      buttons: chats.map((chat) => [pressButton(chat.title, { chat, owner: 0 }, 'z', 'week')]),
    });
  });

  feature.chatType(['group', 'supergroup']).command('report', async (ctx) => {
    const chat = await chatHere(ctx, services);
    if (!(await mayChange(ctx, chat))) {
      await ctx.reply(text(chat.language, 'group-admins-only'));
      return;
    }
    await sendReport(ctx, services, { place: { chat, owner: ownerOf(ctx) }, period: 'week' });
  });

  feature.use(onPresses(services, ['z'], show, maySee));

  feature.on('message_reaction_count', async (ctx) => {
    const { chat, message_id, reactions } = ctx.messageReactionCount;
    const counts: Record<string, number> = {};
    for (const { type, total_count } of reactions) {
      // An emoji of somebody's own set has no letter to be shown by.
      const emoji = type.type === 'emoji' ? type.emoji : '⭐';
      counts[emoji] = (counts[emoji] ?? 0) + total_count;
    }
    await saveReactions(services.db, { telegramId: chat.id, messageId: message_id, counts });
  });

  return feature;
}

interface Asked {
  place: PanelPlace;
  period: Period;
}

async function sendReport(ctx: BotContext, services: BotServices, { place, period }: Asked): Promise<void> {
  // In the language of whoever reads it, about the chat's own days.
  const { language } = await chatHere(ctx, services);
  const chat = { ...place.chat, language };
  const report = await gatherReport(services.db, { chat, period, now: services.now() });
  const title = text(language, 'report-title', { period, title: chat.title });
  const dates = datesOf(report, chat);
  const caption = captionOf(report, { chat, title, dates });
  const reply_markup = { inline_keyboard: buttonsOf({ ...place, chat }, period) };
  if (report.rows.length > 0) await ctx.replyWithChatAction('upload_photo');
  const png =
    report.rows.length === 0
      ? null
      : await drawPng(chartOf(report, { title, dates, language, withReactions: chat.kind === 'channel' }));
  if (png) {
    await ctx.replyWithPhoto(new InputFile(png, 'report.png'), { caption, parse_mode: 'HTML', reply_markup });
  } else await ctx.reply(caption, { parse_mode: 'HTML', reply_markup });
}

async function sendSheet(ctx: BotContext, services: BotServices, { place, period }: Asked): Promise<void> {
  const { language } = await chatHere(ctx, services);
  const chat = { ...place.chat, language };
  const report = await gatherReport(services.db, { chat, period, now: services.now() });
  const [first = '', last = ''] = [report.days[0]?.day, report.days.at(-1)?.day];
  const name = text(language, 'report-file', { first, last });
  await ctx.replyWithDocument(new InputFile(Buffer.from(sheetOf(report, chat)), name));
}

function buttonsOf(place: PanelPlace, period: Period): InlineKeyboardButton[][] {
  const { language } = place.chat;
  const other = period === 'week' ? 'month' : 'week';
  return [
    [
      pressButton(text(language, `report-button-${other}`), place, 'z', other),
      pressButton(text(language, 'report-button-sheet'), place, 'z', 'sheet', period),
    ],
  ];
}

/** «6 червня — 12 червня 2026 р.». */
function datesOf({ days }: Report, { language }: Chat): string {
  const said = (day = '') => momentIn({ zone: 'UTC', language }, new Date(`${day}T00:00:00Z`));
  return text(language, 'report-dates', {
    first: said(days[0]?.day).dayAndMonth,
    last: said(days.at(-1)?.day).date,
  });
}

function captionOf(report: Report, { chat, title, dates }: { chat: Chat; title: string; dates: string }): string {
  const { language } = chat;
  const stories = text(language, 'stories-counted', { count: report.stories });
  return [
    text(language, 'report-caption', { title: escapeHtml(title), dates }),
    '',
    text(language, 'report-digests', { count: report.digests, stories }),
    ...(chat.kind === 'channel' && report.digests > 0 ? [reactionsIn(report, language)] : []),
    ...(report.best
      ? [text(language, 'report-best', { headline: escapeHtml(report.best.headline.slice(0, LONGEST_HEADLINE)) })]
      : []),
    ...(report.troubles.length > 0 ? [troublesIn(report, chat)] : []),
  ].join('\n');
}

function reactionsIn({ emoji }: Report, language: Chat['language']): string {
  if (emoji.length === 0) return text(language, 'report-no-reactions');
  const numbers = new Intl.NumberFormat(language);
  const list = emoji.slice(0, MOST_NAMED).map(([one, count]) => `${one} ${numbers.format(count)}`);
  return text(language, 'report-reactions', { list: list.join(', ') });
}

function troublesIn({ troubles }: Report, place: Chat): string {
  const named = troubles.slice(-MOST_NAMED).map(({ at, state }) => {
    const { dayAndMonth, hour } = momentIn(place, at);
    return `${dayAndMonth}, ${hour} (${text(place.language, `report-state-${state}`)})`;
  });
  return text(place.language, 'report-troubles', { count: troubles.length, list: named.join('; ') });
}
