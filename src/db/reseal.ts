import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './connect.js';
import * as schema from './schema.js';
import { markOf, seal, unseal } from './seal.js';

const { chats, conversationState, deskJournal, editions, notices, payloads, preferences, submissions, waitingUpdates } =
  schema;

/** What stands under lock, table by table, with the table's key. */
const SEALED: readonly { table: PgTable; key: PgColumn; texts?: PgColumn[]; lists?: PgColumn[]; json?: PgColumn[] }[] =
  [
    { table: chats, key: chats.id, texts: [chats.title, chats.username] },
    {
      table: preferences,
      key: preferences.chatId,
      lists: [preferences.followedWords, preferences.mutedWords, preferences.urgentWords],
    },
    { table: editions, key: editions.id, lists: [editions.followedWords, editions.mutedWords, editions.urgentWords] },
    { table: notices, key: notices.id, json: [notices.data] },
    { table: deskJournal, key: deskJournal.id, json: [deskJournal.data] },
    { table: submissions, key: submissions.id, lists: [submissions.parts], json: [submissions.article] },
    { table: conversationState, key: conversationState.key, json: [conversationState.state] },
    { table: waitingUpdates, key: waitingUpdates.updateId, json: [waitingUpdates.update] },
  ];

/** Rows a transaction. */
const BATCH = 500;

/** Puts under a key what stands in clear or under another, in batches; what a person changes meanwhile stays as he changed it. */
export async function sealWhatIsNot(db: Database, key: { id: string }): Promise<void> {
  const mark = `${markOf(key)}%`;
  for (const { table, key: id, texts = [], lists = [], json = [] } of SEALED) {
    for (const column of texts) {
      const isOpen = sql`${column} not like ${mark}`;
      await inBatches(db, { table, id, column, isOpen, shown: sql`${column}`, renewed: (text) => renew(text) });
    }
    for (const column of lists) {
      const isOpen = sql`exists (select from unnest(${column}) as one where one not like ${mark})`;
      const renewed = (text: string) => `{${(JSON.parse(text) as string[]).map(renew).join()}}`;
      await inBatches(db, { table, id, column, isOpen, shown: sql`to_json(${column})::text`, renewed });
    }
    for (const column of json) {
      const isOpen = sql`coalesce(${column} #>> '{}' not like ${mark}, true) and ${column} is not null`;
      const renewed = (text: string) => {
        const value = JSON.parse(text) as unknown;
        return JSON.stringify(typeof value === 'string' ? renew(value) : seal(text));
      };
      await inBatches(db, { table, id, column, isOpen, shown: sql`${column}::text`, renewed });
    }
  }
  const html = sql`${payloads.body} ->> 'html'`;
  const isOpen = sql`${payloads.body} ? 'isPersonal' and ${html} not like ${mark}`;
  const column = payloads.body;
  const renewed = (text: string) => {
    const body = JSON.parse(text) as { html: string };
    return JSON.stringify({ ...body, html: renew(body.html) });
  };
  await inBatches(db, { table: payloads, id: payloads.hash, column, isOpen, shown: sql`${column}::text`, renewed });
}

const renew = (text: string) => seal(unseal(text));

async function inBatches(
  db: Database,
  column: {
    table: PgTable;
    id: PgColumn;
    column: PgColumn;
    isOpen: SQL;
    shown: SQL;
    renewed: (shown: string) => string;
  },
): Promise<void> {
  const { table, id, isOpen, shown, renewed } = column;
  const name = sql.identifier(column.column.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const [type, keyType] = [sql.raw(column.column.getSQLType()), sql.raw(id.getSQLType())];
  let above: string | null = null;
  for (;;) {
    const rest: SQL = above === null ? sql`` : sql`and ${id} > ${above}::${keyType}`;
    const rows: { id: string; shown: string }[] = await db.execute<{ id: string; shown: string }>(sql`
      select ${id}::text as id, ${shown} as shown from ${table} where (${isOpen}) ${rest} order by ${id} limit ${BATCH}`);
    const last = rows.at(-1);
    if (!last) return;
    above = last.id;
    const changes = [...rows].map((row) => ({ ...row, renewed: renewed(row.shown) }));
    await db.execute(sql`
      update ${table} set ${name} = row.renewed::${type}
      from json_to_recordset(${JSON.stringify(changes)}::json) as row (id ${keyType}, shown text, renewed text)
      where ${id} = row.id and ${shown} = row.shown`);
  }
}
