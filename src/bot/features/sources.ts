import { Composer } from 'grammy';
import { preferencesOf, savePreferences } from '../../chats/store.js';
import { listSources, newestArticlesOf } from '../../intake/sources/store.js';
import type { Source } from '../../intake/store.js';
import type { BotContext, BotServices } from '../context.js';
import { openPanel } from '../open.js';
import { type Panel, type PanelPlace, showPanel } from '../panels/panel.js';
import { CARD, sourcePanel, sourcesPanel } from '../panels/sources.js';
import { onPresses } from '../presses.js';

/** Articles that a source's card names. */
const MOST_ARTICLES = 3;

/** /sources: where the news comes from, each to be read or not. */
export function sourcesFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command('sources', (ctx) =>
    openPanel(ctx, services, async (place) => {
      const named = ctx.match.trim() === '' ? null : await sourceNamed(services, ctx.match.trim());
      return (
        (named && (await makeSource(services, place, { sourceId: named.id, username: ctx.me.username }))) ??
        makeSources(services, place, 0)
      );
    }),
  );

  feature.use(
    onPresses(services, ['o'], async (ctx, { press, place }) => {
      const [page = '0', id = ''] = press.args;
      const sourceId = Number.parseInt(id, 36) || 0;
      if (press.action === 'read' || press.action === 'mute') {
        await setMuted(services, place, { sourceId, isMuted: press.action === 'mute' });
      }
      const card = page === CARD ? await makeSource(services, place, { sourceId, username: ctx.me.username }) : null;
      await showPanel(ctx, card ?? (await makeSources(services, place, Number(page) || 0)));
    }),
  );

  return feature;
}

async function setMuted(
  { db }: BotServices,
  { chat }: PanelPlace,
  { sourceId, isMuted }: { sourceId: number; isMuted: boolean },
): Promise<void> {
  const { mutedSourceIds } = await preferencesOf(db, chat.id);
  const others = mutedSourceIds.filter((id) => id !== sourceId);
  const isKnown = !isMuted || (await listSources(db)).some(({ id }) => id === sourceId);
  if (isKnown) await savePreferences(db, chat.id, { mutedSourceIds: isMuted ? [...others, sourceId] : others });
}

/** The source of which a person wrote the name, or a part of it: the shortest that has it. */
async function sourceNamed({ db }: BotServices, written: string): Promise<Source | null> {
  const plain = (name: string) => name.toLocaleLowerCase('uk');
  const found = (await listSources(db)).filter(({ title }) => plain(title).includes(plain(written)));
  return found.sort((one, other) => one.title.length - other.title.length)[0] ?? null;
}

async function makeSources({ db }: BotServices, place: PanelPlace, page: number): Promise<Panel> {
  const [sources, { mutedSourceIds }] = await Promise.all([listSources(db), preferencesOf(db, place.chat.id)]);
  return sourcesPanel(place, { sources, mutedIds: new Set(mutedSourceIds), page });
}

/** One source with its health and what it wrote last; `null` where there is none of this id. */
export async function makeSource(
  services: BotServices,
  place: PanelPlace,
  { sourceId, username }: { sourceId: number; username: string },
): Promise<Panel | null> {
  const { db, now } = services;
  const [sources, articles, { mutedSourceIds }] = await Promise.all([
    listSources(db),
    newestArticlesOf(db, sourceId, MOST_ARTICLES),
    preferencesOf(db, place.chat.id),
  ]);
  const source = sources.find(({ id }) => id === sourceId);
  if (!source) return null;
  return sourcePanel(place, { source, articles, isMuted: mutedSourceIds.includes(sourceId), now: now(), username });
}
