import { badRequest } from '../errors.js';
import type { Rights } from '../types.js';
import { type BotCommand, tell, type World } from '../world.js';
import type { CallContext, Method } from './context.js';

interface Scope {
  type: string;
  chat_id?: number | string;
  user_id?: number;
}

interface CommandsOf {
  scope?: Scope;
  language_code?: string;
}

const MAX_COMMANDS = 100;

function setMyCommands({ world }: CallContext, params: CommandsOf & { commands: BotCommand[] }): true {
  if (params.commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of params.commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  const key = commandsKey(params);
  if (params.commands.length === 0) world.profile.commands.delete(key);
  else world.profile.commands.set(key, params.commands);
  return changed(world);
}

function deleteMyCommands({ world }: CallContext, params: CommandsOf): true {
  world.profile.commands.delete(commandsKey(params));
  return changed(world);
}

function getMyCommands({ world }: CallContext, params: CommandsOf): BotCommand[] {
  return world.profile.commands.get(commandsKey(params)) ?? [];
}

/** Where a list of commands is kept: its scope, narrowed to a chat or a member, and its language. */
function commandsKey({ scope, language_code }: CommandsOf): string {
  return commandScopeKey(scope ?? { type: 'default' }, language_code ?? '');
}

function commandScopeKey({ type, chat_id, user_id }: Scope, language: string): string {
  return [type, chat_id ?? '', user_id ?? '', checkedLanguage(language)].join('|');
}

/** The commands that a person is shown in a chat: the narrowest scope that has any, his language before none. */
export function commandsShown(world: World, chat: { id: number; type: string }, languageCode: string): BotCommand[] {
  const type = chat.type === 'private' ? 'all_private_chats' : 'all_group_chats';
  const scopes: Scope[] = [{ type: 'chat', chat_id: chat.id }, { type }, { type: 'default' }];
  for (const scope of scopes) {
    for (const language of [languageCode, '']) {
      const commands = world.profile.commands.get(commandScopeKey(scope, language));
      if (commands) return commands;
    }
  }
  return [];
}

function checkedLanguage(code: string): string {
  if (code !== '' && !/^[a-z]{2}$/.test(code)) throw badRequest('LANGUAGE_CODE_INVALID');
  return code;
}

interface TextOf {
  language_code?: string;
  [field: string]: string | undefined;
}

type Texts = 'names' | 'descriptions' | 'shortDescriptions';

/** A setter and a getter of one text of the bot's profile, at most `max` UTF-16 units long. */
function profileText(field: string, texts: Texts, max: number) {
  const set = ({ world }: CallContext, params: TextOf): true => {
    const text = params[field] ?? '';
    if (text.length > max) throw badRequest(`${field.toUpperCase()}_TOO_LONG`);
    world.profile[texts].set(checkedLanguage(params.language_code ?? ''), text);
    return changed(world);
  };
  const get = ({ world }: CallContext, { language_code }: TextOf): Record<string, string> => {
    const known = world.profile[texts];
    return {
      [field]: known.get(language_code ?? '') ?? known.get('') ?? (field === 'name' ? world.bot.first_name : ''),
    };
  };
  return { set: set as Method, get: get as Method };
}

function setChatMenuButton(
  { world }: CallContext,
  { chat_id, menu_button }: { chat_id?: number; menu_button?: unknown },
): true {
  world.profile.menuButtons.set(chat_id ?? 0, menu_button ?? { type: 'default' });
  return changed(world);
}

function getChatMenuButton({ world }: CallContext, { chat_id }: { chat_id?: number }): unknown {
  const { menuButtons } = world.profile;
  return menuButtons.get(chat_id ?? 0) ?? menuButtons.get(0) ?? { type: 'commands' };
}

interface DefaultRights {
  rights?: Rights;
  for_channels?: boolean;
}

function setMyDefaultAdministratorRights({ world }: CallContext, { rights, for_channels }: DefaultRights): true {
  world.profile.defaultRights[for_channels ? 'channels' : 'groups'] = rights ?? {};
  return true;
}

function getMyDefaultAdministratorRights({ world }: CallContext, { for_channels }: DefaultRights): Rights {
  return world.profile.defaultRights[for_channels ? 'channels' : 'groups'];
}

function getMe({ world }: CallContext): Record<string, unknown> {
  return {
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
  };
}

function changed(world: World): true {
  tell(world, { type: 'bot' });
  return true;
}

const name = profileText('name', 'names', 64);
const description = profileText('description', 'descriptions', 512);
const short = profileText('short_description', 'shortDescriptions', 120);

export const profileMethods: Record<string, Method> = {
  getMe,
  logOut: () => true,
  close: () => true,
  setMyCommands,
  deleteMyCommands,
  getMyCommands,
  setMyName: name.set,
  getMyName: name.get,
  setMyDescription: description.set,
  getMyDescription: description.get,
  setMyShortDescription: short.set,
  getMyShortDescription: short.get,
  setChatMenuButton,
  getChatMenuButton,
  setMyDefaultAdministratorRights,
  getMyDefaultAdministratorRights,
};
