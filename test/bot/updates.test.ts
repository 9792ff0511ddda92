import { describe, expect, it } from 'vitest';
import { incomingOf } from '../../src/bot/inbox/incoming.js';
import { exchangeUpdates } from '../../src/bot/inbox/store.js';
import { NOW, OPERATOR, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();

describe('an update', () => {
  it('of one chat waits for the one before it, so that presses are obeyed in their order', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const buttons = panel.reply_markup?.inline_keyboard.flat() ?? [];
    const on = buttons.find(({ text }) => text === 'Спорт')?.callback_data ?? '';
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        olena.does('press', { message_id: panel.message_id, data: index % 2 === 0 ? on : on.replace('.on.', '.off.') }),
      ),
    );
    expect((await bot.preferences()).topics).toEqual([]);
  });

  it('that waited while the program was away is handled when it is back', async () => {
    await bot.running.stop();
    const olena = bot.person();
    await olena.says('/help');
    await bot.restart();
    await olena.waitForText('Що я вмію');
  });
});

describe('a program that was killed', () => {
  it('leaves what it had fetched and not handled to the next one, which Telegram does not hand over again', async () => {
    await bot.running.stop();
    const olena = bot.person();
    await olena.says('/help');
    // So far it came: fetched, stored, and confirmed with its next poll.
    const ask = async (query: object) => {
      const url = `${bot.sandbox.url}/bot${bot.sandbox.token}/getUpdates`;
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(query) });
      return ((await answer.json()) as { result: { update_id: number }[] }).result;
    };
    const updates = await ask({ timeout: 0 });
    const taken = updates.flatMap((update) => incomingOf(update) ?? []);
    await exchangeUpdates(bot.db, { taken, done: [], ours: null }, { now: NOW, limit: 0 });
    expect(await ask({ timeout: 0, offset: (updates.at(-1)?.update_id ?? 0) + 1 })).toEqual([]);
    await bot.restart();
    await olena.waitForText('Що я вмію');
  });
});

describe('a failure', () => {
  it('tells the person something useful with a reference, and the operator the cause under the same', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const fault = { kind: 'error', code: 400, description: 'Bad Request: BUTTON_INVALID' };
    await bot.fault({ method: 'editMessageText', fault, times: 1 });
    const answer = await olena.press(panel, 'Спорт');
    await expect.poll(() => bot.notices(), PATIENCE).toHaveLength(1);
    const [notice] = await bot.notices();
    expect(notice).toMatchObject({ kind: 'failure', telegramId: OPERATOR });
    expect(notice?.data).toMatchObject({ feature: 'topics', cause: expect.stringContaining('BUTTON_INVALID') });
    expect(answer.text).toBe(`Перепрошую, не вдалося. Спробуйте ще раз за хвилину. Код: ${notice?.data.reference}`);
    expect(notice?.data.reference).toMatch(/^[A-Z2-9]{6}$/);
  });

  it('of one feature leaves the others at work', async () => {
    const olena = bot.person();
    const fault = { kind: 'error', code: 400, description: 'Bad Request: SOMETHING_NEW' };
    await bot.fault({ method: 'sendMessage', fault, times: 1 });
    await olena.says('/help');
    await olena.waitForText('Перепрошую, у мене щось зламалося');
    await olena.says('/privacy');
    await olena.waitForText('Що я зберігаю');
  });
});

describe('the bot', () => {
  it('introduces itself in both languages, by scope, and only once', async () => {
    // A new sandbox knows nothing of the bot: three scopes for English and for everybody else.
    await bot.restart();
    await bot.restart();
    const calls = async (method: string) => (await bot.calls(method)).length;
    expect([await calls('setMyCommands'), await calls('setMyDescription')]).toEqual([8, 2]);
    await bot.restart();
    expect([await calls('setMyCommands'), await calls('setMyDescription')]).toEqual([8, 2]);
  });

  it('asks for the kinds of updates that it handles', async () => {
    const olena = bot.person();
    await olena.says('/help');
    await olena.waitForText('Що я вмію');
    expect([...bot.sandbox.world.updates.allowed]).toEqual([
      'message',
      'channel_post',
      'edited_channel_post',
      'callback_query',
      'inline_query',
      'my_chat_member',
      'message_reaction_count',
    ]);
  });

  it('answers /help and /privacy', async () => {
    const olena = bot.person({ id: STARTING.olena });
    await olena.says('/help');
    expect((await olena.waitForText('Що я вмію')).text).toContain('/schedule');
    await olena.says('/privacy');
    const privacy = await olena.waitForText('Ваших повідомлень не накопичую');
    expect(privacy.text).toContain('які дайджести надіслано (180 днів), щоб не повторюватися;');
  });

  it('says for how long the operator has things kept', async () => {
    await bot.restart({ keepDays: { digests: 31, journals: 92 } });
    const olena = bot.person({ id: STARTING.olena });
    await olena.says('/privacy');
    expect((await olena.waitForText('Що я зберігаю')).text).toMatch(/\(31 день\).*\(92 дні\)/s);
  });
});
