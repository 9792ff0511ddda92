import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { unseal } from '../../src/db/seal.js';
import { PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
/** Somebody whose number and names stand nowhere by chance. */
const DARYNA = { id: 771_204_599, first_name: 'Дзвенислава', last_name: 'Незабудько', username: 'dzvenyslava_n' };
const SEARCHED = 'бюджет';

/** The tables in which a row says one of these, under lock or not, and how often. */
async function tablesThatSay(...said: string[]): Promise<Record<string, number>> {
  const tables = await bot.db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const rows = await bot.db.execute<{ row: string }>(
      sql`select one::text as row from ${sql.identifier(name)} as one`,
    );
    const clear = [...rows].map(({ row }) => row.replaceAll(/sealed1:[0-9a-f]{8}:[\w+/=]+/g, unseal));
    const count = clear.filter((row) => said.some((one) => row.includes(one))).length;
    if (count > 0) found[name] = count;
  }
  return found;
}

describe('/forget', () => {
  it('leaves no word of a person in any table', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.does('create_user', DARYNA);
    const daryna = bot.person({ id: DARYNA.id });
    await daryna.says('/start');
    await daryna.press(await daryna.waitForText('Вітаю!'), 'Далі');
    await daryna.press(await daryna.waitForText('Коли надсилати'), /Вранці/);
    const digest = await daryna.waitForText('Ваш перший дайджест');
    await daryna.press(digest, 'Детальніше');
    const card = await daryna.waitForText('Джерела');
    await daryna.press(card, 'Зберегти');
    await daryna.press(card, 'Помилка у викладі');
    await daryna.says(`/latest ${SEARCHED}`);
    await daryna.waitForText(`Про «${SEARCHED}»`);
    await daryna.says('/words');
    await daryna.press(await daryna.waitForText('Слова'), 'Стежити за словом');
    await daryna.waitForText('За якими словами');
    await daryna.says('/channel');
    await daryna.waitForText('Дайджест для каналу');
    await bot.sent();
    const chat = await bot.chat(DARYNA.id);
    expect(await tablesThatSay(String(DARYNA.id))).toMatchObject({ chats: 1 });
    expect(await tablesThatSay(`Про «${SEARCHED}»`)).toEqual({ payloads: 1 });

    await daryna.says('/forget');
    await daryna.press(await daryna.waitForText('Повернути це буде неможливо.'), 'Так, видалити');
    await daryna.waitForText('Видалено все');
    const personal = [String(DARYNA.id), DARYNA.first_name, DARYNA.last_name, DARYNA.username];
    await expect.poll(() => tablesThatSay(...personal, `Про «${SEARCHED}»`), PATIENCE).toEqual({});
    for (const table of ['preferences', 'schedules', 'digests', 'deliveries', 'feedback']) {
      const rows = await bot.db.execute(sql`select 1 from ${sql.identifier(table)} where chat_id = ${chat.id}`);
      expect(rows, table).toHaveLength(0);
    }
  });

  it('leaves what others waited for', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const [olena, taras] = [bot.person(), bot.person({ id: STARTING.taras })];
    for (const one of [olena, taras]) {
      await one.says(`/latest ${SEARCHED}`);
      await one.waitForText(`Про «${SEARCHED}»`);
    }
    await bot.delivered();
    await bot.db.execute(
      sql`update deliveries set state = 'pending' where chat_id = ${(await bot.chat(STARTING.taras)).id}`,
    );
    await olena.says('/forget');
    await olena.press(await olena.waitForText('Повернути це буде неможливо.'), 'Так, видалити');
    await olena.waitForText('Видалено все');
    expect(await tablesThatSay(`Про «${SEARCHED}»`)).toEqual({ payloads: 1 });
  });
});
