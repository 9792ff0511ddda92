import { Composer } from 'grammy';
import { numberOf } from '../../chats/desk-press.js';
import type { EditionPlace } from '../../chats/store.js';
import { ownSources } from '../../intake/own/store.js';
import { listSources } from '../../intake/sources/store.js';
import type { Source } from '../../intake/store.js';
import type { BotContext, BotServices } from '../context.js';
import { askAtDesk, deskConversation } from '../conversations/desk.js';
import { type DeskAction, onDeskPresses } from '../desk-access.js';
import { SETTINGS_ACTIONS } from '../desk-changes.js';
import { settingsQuestions } from '../desk-questions.js';
import { applySettings, editionAt } from '../desk-settings.js';
import { makeDesk, toast } from '../desk-shown.js';
import { SETTINGS, type SettingsSide } from '../panels/desk-settings.js';
import { editionSourcesPanel } from '../panels/desk-sources.js';
import { showPanel } from '../panels/panel.js';

const CONVERSATION = 'desk';

/** What an edition tells of, when and how: its panels, and what is asked in writing. */
export function deskSettingsFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const kinds = settingsQuestions(services);
  feature.use(deskConversation(services, { id: CONVERSATION, kinds }));
  feature.use(
    onDeskPresses(services, { ...settingsActions(services, Object.keys(kinds)), ...sourcesActions(services) }),
  );
  return feature;
}

/** @param kinds of questions, each asked by a button of its name. */
function settingsActions(services: BotServices, kinds: readonly string[]): Record<string, DeskAction> {
  const opened = Object.keys(SETTINGS).map((side): [string, DeskAction] => [
    side,
    {
      needs: side === 'hours' ? 'editor' : 'owner',
      run: async (ctx, seat, [id, ...args]) => {
        const place = await editionAt(services, seat, numberOf(id));
        const shown = { args, now: services.now() };
        const panel = place ? SETTINGS[side as SettingsSide](seat, place, shown) : await makeDesk(services, seat);
        await showPanel(ctx, panel);
      },
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
        await showPanel(ctx, SETTINGS[side](seat, after, { args: [], now: services.now() }));
      },
    },
  ]);
  const asked = kinds.map((kind): [string, DeskAction] => [
    kind,
    {
      needs: 'owner',
      run: (ctx, seat, args) => askAtDesk(ctx, services, { seat, id: CONVERSATION, kind, args }),
    },
  ]);
  return Object.fromEntries([...opened, ...changed, ...asked]);
}

function sourcesActions(services: BotServices): Record<string, DeskAction> {
  const { db } = services;
  const action = (
    change: (
      place: EditionPlace,
      args: readonly string[],
      all: readonly Pick<Source, 'id'>[],
    ) => Parameters<typeof applySettings>[2]['change'],
    pageOf: (args: readonly string[]) => string | undefined,
  ): DeskAction => ({
    needs: 'owner',
    run: async (ctx, seat, [id, ...args]) => {
      const [place, own, common] = await Promise.all([
        editionAt(services, seat, numberOf(id)),
        ownSources(db, seat.desk.id),
        listSources(db),
      ]);
      if (!place) return showPanel(ctx, await makeDesk(services, seat));
      const sources = [...own, ...common];
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

function toggled<Item>(items: readonly Item[], item: Item, isWith: boolean): Item[] {
  const others = items.filter((one) => one !== item);
  return isWith ? [...others, item] : others;
}
