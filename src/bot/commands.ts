import { type Api, GrammyError } from 'grammy';
import type { BotCommand, BotCommandScope } from 'grammy/types';
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
type CommandName = (typeof PRIVATE)[number] | 'admin';

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

/**
 * Tells Telegram what the bot is and what it can do, in both languages; only what Telegram does not know yet. The
 * operator's chat sees his own command beside the others.
 */
export async function introduceBot(api: Api, operatorChatId: number | null): Promise<void> {
  for (const { code, language } of LANGUAGES) {
    const where = code === undefined ? {} : { language_code: code };
    const tell = async (scope: BotCommandScope, names: readonly CommandName[]) => {
      const there = { ...where, scope };
      const commands = names.map((name) => commandOf(name, language));
      if (!isSame(await api.getMyCommands(there), commands)) await api.setMyCommands(commands, there);
    };
    for (const { type, names } of SCOPES) await tell({ type }, names);
    if (operatorChatId !== null) {
      const others = operatorChatId > 0 ? PRIVATE : GROUP_ADMINS;
      await tell({ type: 'chat', chat_id: operatorChatId }, ['admin', ...others]).catch(unlessUnknown);
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

/** An operator who has not written to the bot yet has no chat that could be told. */
function unlessUnknown(error: unknown): void {
  if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
}

function commandOf(name: CommandName, language: InterfaceLanguage): BotCommand {
  return { command: name, description: text(language, `command-${name}`) };
}

function isSame(known: readonly BotCommand[], wanted: readonly BotCommand[]): boolean {
  const line = (commands: readonly BotCommand[]) =>
    commands.map(({ command, description }) => `${command} ${description}`).join('\n');
  return line(known) === line(wanted);
}
