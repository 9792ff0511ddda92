/**
 * Makes src/sandbox/telegram-schema.json: one JSON schema a method that the sandbox plays.
 *
 * The types come from packages that the project does not install (they need TypeScript 5). To make the file anew:
 *   mkdir scratch && cd scratch && npm init -y
 *   npm install @gramio/types@10.3.1 ts-json-schema-generator@2.4.0 typescript@5 @types/node@20
 *   node scripts/telegram-schema.mjs path/to/scratch
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** Every method that the sandbox answers; the others get 404. */
const METHODS = `
  getMe getUpdates setWebhook deleteWebhook getWebhookInfo logOut close
  sendMessage sendPhoto sendDocument sendChatAction forwardMessage copyMessage
  editMessageText editMessageCaption editMessageReplyMarkup deleteMessage deleteMessages
  pinChatMessage unpinChatMessage unpinAllChatMessages setMessageReaction
  answerCallbackQuery answerInlineQuery getFile
  getChat getChatMember getChatAdministrators getChatMemberCount leaveChat
  createForumTopic editForumTopic closeForumTopic reopenForumTopic deleteForumTopic
  setMyCommands deleteMyCommands getMyCommands setMyName getMyName setMyDescription getMyDescription
  setMyShortDescription getMyShortDescription setChatMenuButton getChatMenuButton
  setMyDefaultAdministratorRights getMyDefaultAdministratorRights
`
  .trim()
  .split(/\s+/);

/** Parameters of parts of Telegram that the sandbox does not play: business accounts, paid posts, rich messages. */
const NOT_PLAYED = new Set([
  'business_connection_id',
  'direct_messages_topic_id',
  'ephemeral_message_parameters',
  'message_effect_id',
  'rich_message',
  'suggested_post_parameters',
  'receiver_user_id',
  'callback_game',
  'login_url',
]);

/** Of the many kinds of inline results and of their contents, a news bot shows articles of text. */
const ONE_OF = {
  TelegramInlineQueryResult: 'TelegramInlineQueryResultArticle',
  TelegramInputMessageContent: 'TelegramInputTextMessageContent',
};

/** The only numbers of the Bot API that are not whole. */
const FRACTIONS = new Set(['latitude', 'longitude', 'horizontal_accuracy', 'start_timestamp', 'scale']);

/** Of these Telegram reads every field as an optional one, whatever the types say. */
const ALL_OPTIONAL = new Set(['TelegramChatAdministratorRights']);

const folder = process.argv[2];
if (!folder) throw new Error('usage: node scripts/telegram-schema.mjs FOLDER (with the packages named in this file)');
const scratch = createRequire(resolve(folder, 'package.json'));
const { createGenerator } = scratch('ts-json-schema-generator');

const all = createGenerator({
  path: resolve(folder, 'node_modules/@gramio/types/out/params.d.ts'),
  type: '*',
  skipTypeCheck: true,
}).createSchema('*').definitions;

const definitions = {};
const methods = {};
for (const method of METHODS) {
  const name = `${method[0].toUpperCase()}${method.slice(1)}Params`;
  methods[method] = all[name] ? compact(all[name]) : { type: 'object', additionalProperties: false };
}
const out = new URL('../src/sandbox/telegram-schema.json', import.meta.url);
writeFileSync(out, `${JSON.stringify({ methods, definitions: sorted(definitions) })}\n`);

/** The schema without descriptions, `{toJSON}` members and parts not played; what it refers to goes to `definitions`. */
function compact(schema, key = '') {
  if (Array.isArray(schema)) return schema.map((member) => compact(member, key));
  if (schema === null || typeof schema !== 'object') return schema;
  if (schema.$ref) return reference(decodeURIComponent(schema.$ref.split('/').pop()));
  if (schema.anyOf) {
    const members = schema.anyOf.filter((member) => !member.properties?.toJSON && !member.properties?.toString);
    // A file is a text here: its id, its address, or attach://name of a part of the same request.
    if (members.some(isInputFile)) return { type: 'string' };
    return members.length === 1 ? compact(members[0], key) : { anyOf: members.map((member) => compact(member, key)) };
  }
  if (schema.properties) {
    const properties = {};
    for (const [name, value] of Object.entries(schema.properties)) {
      if (!NOT_PLAYED.has(name)) properties[name] = isInputFile(value) ? { type: 'string' } : compact(value, name);
    }
    const required = schema.required?.filter((name) => name in properties);
    return { type: 'object', additionalProperties: false, properties, ...(required?.length ? { required } : {}) };
  }
  const { description: _description, ...rest } = schema;
  for (const part of ['items', 'additionalProperties'])
    if (typeof rest[part] === 'object') rest[part] = compact(rest[part]);
  if (!FRACTIONS.has(key) && rest.type) rest.type = wholeNumbers(rest.type);
  return rest;
}

function isInputFile(schema) {
  return schema.$ref?.endsWith('/TelegramInputFile') ?? false;
}

function wholeNumbers(type) {
  const whole = (one) => (one === 'number' ? 'integer' : one);
  return Array.isArray(type) ? type.map(whole) : whole(type);
}

function reference(name) {
  const target = ONE_OF[name] ?? name;
  if (!(target in definitions)) {
    definitions[target] = {}; // holds the place, so that a type that refers to itself ends
    definitions[target] = compact(all[target]);
    if (ALL_OPTIONAL.has(target)) delete definitions[target].required;
  }
  return { $ref: `#/definitions/${target}` };
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
