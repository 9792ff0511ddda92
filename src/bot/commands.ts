import type { Api } from 'grammy';
import type { BotCommand } from 'grammy/types';
import { text } from '../texts/texts.js';
import type { InterfaceLanguage } from '../vocabulary.js';

const PRIVATE = [
  'latest',
  'saved',
  'topics',
  'words',
  'urgent',
  'schedule',
  'sources',
  'status',
  'settings',
  'channel',
  'report',
  'share',
  'help',
  'privacy',
] as const;
const GROUP = ['latest', 'help', 'privacy'] as const;
const GROUP_ADMINS = [
  'latest',
  'topics',
  'words',
  'urgent',
  'schedule',
  'sources',
  'status',
  'report',
  'settings',
  'help',
  'privacy',
] as const;
type CommandName = (typeof PRIVATE)[number];

const SCOPES = [
  { type: 'all_private_chats', names: PRIVATE },
  { type: 'all_group_chats', names: GROUP },
  { type: 'all_chat_administrators', names: GROUP_ADMINS },
] as const;

/** Telegram's language codes for our texts: what has no code is for everybody else. */
const LANGUAGES: readonly { code?: 'en'; language: InterfaceLanguage }[] = [
  { language: 'uk' },
  { code: 'en', language: 'en' },
];

/** Tells Telegram what the bot is and what it can do, in both languages; only what Telegram does not know yet. */
export async function introduceBot(api: Api): Promise<void> {
  for (const { code, language } of LANGUAGES) {
    const where = code === undefined ? {} : { language_code: code };
    for (const { type, names } of SCOPES) {
      const scope = { ...where, scope: { type } };
      const commands = names.map((name) => commandOf(name, language));
      if (!isSame(await api.getMyCommands(scope), commands)) await api.setMyCommands(commands, scope);
    }
    const description = text(language, 'bot-description');
    if ((await api.getMyDescription(where)).description !== description) {
      await api.setMyDescription(description, where);
    }
    const short = text(language, 'bot-short-description');
    if ((await api.getMyShortDescription(where)).short_description !== short) {
      await api.setMyShortDescription(short, where);
    }
  }
}

function commandOf(name: CommandName, language: InterfaceLanguage): BotCommand {
  return { command: name, description: text(language, `command-${name}`) };
}

function isSame(known: readonly BotCommand[], wanted: readonly BotCommand[]): boolean {
  const line = (commands: readonly BotCommand[]) =>
    commands.map(({ command, description }) => `${command} ${description}`).join('\n');
  return line(known) === line(wanted);
}
