/** The objects of the Bot API that the sandbox makes, with the fields that it plays. */

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export type ChatType = 'private' | 'group' | 'supergroup' | 'channel';

export interface Chat {
  id: number;
  type: ChatType;
  title?: string;
  username?: string;
  first_name?: string;
  last_name?: string;
  is_forum?: true;
}

/** A formatted piece of a text; offset and length in UTF-16 units. */
export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
  custom_emoji_id?: string;
  unix_time?: number;
  date_time_format?: string;
  user?: User;
}

export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
  [kind: string]: unknown;
}

export interface InlineKeyboard {
  inline_keyboard: InlineButton[][];
}

export interface RequestChat {
  request_id: number;
  chat_is_channel: boolean;
  chat_is_forum?: boolean;
  chat_has_username?: boolean;
  chat_is_created?: boolean;
  user_administrator_rights?: Rights;
  bot_administrator_rights?: Rights;
  bot_is_member?: boolean;
  request_title?: boolean;
  request_username?: boolean;
}

export interface KeyboardButton {
  text: string;
  request_chat?: RequestChat;
  request_location?: boolean;
  request_contact?: boolean;
  [kind: string]: unknown;
}

export interface ReplyKeyboard {
  keyboard: KeyboardButton[][];
  is_persistent?: boolean;
  resize_keyboard?: boolean;
  one_time_keyboard?: boolean;
  input_field_placeholder?: string;
}

export type ReplyMarkup = InlineKeyboard | ReplyKeyboard | { remove_keyboard: true } | { force_reply: true };

export interface Message {
  message_id: number;
  /** Unix time, seconds. */
  date: number;
  chat: Chat;
  from?: User;
  sender_chat?: Chat;
  message_thread_id?: number;
  is_topic_message?: true;
  edit_date?: number;
  text?: string;
  entities?: Entity[];
  caption?: string;
  caption_entities?: Entity[];
  reply_markup?: InlineKeyboard;
  reply_to_message?: Message;
  photo?: PhotoSize[];
  document?: Document;
  [field: string]: unknown;
}

export interface PhotoSize {
  file_id: string;
  file_unique_id: string;
  width: number;
  height: number;
  file_size: number;
}

export interface Document {
  file_id: string;
  file_unique_id: string;
  file_name: string;
  mime_type: string;
  file_size: number;
}

/** Administrator rights by the Bot API's names: can_post_messages, can_edit_messages, can_manage_topics and so on. */
export type Rights = Record<string, boolean>;

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

export interface ChatMember {
  status: MemberStatus;
  user: User;
  [right: string]: unknown;
}

export interface Topic {
  message_thread_id: number;
  name: string;
  icon_color: number;
  icon_custom_emoji_id?: string;
}

/** One thing that the bot hears of: `update_id` and one field named by its kind. */
export interface Update {
  update_id: number;
  [kind: string]: unknown;
}

/** A file that came in a multipart request or from a person. */
export interface Upload {
  name: string;
  type: string;
  bytes: Buffer;
}
