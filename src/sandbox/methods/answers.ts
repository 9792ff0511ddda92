import { badRequest } from '../errors.js';
import { checkMarkup } from '../markup.js';
import { checkedText, MESSAGE_TEXT } from '../text.js';
import type { Entity, ReplyMarkup } from '../types.js';
import { ANSWERABLE_FOR_MS } from '../world.js';
import type { CallContext, Method } from './context.js';

const MAX_CALLBACK_TEXT = 200;
const MAX_INLINE_RESULTS = 50;
const TOO_OLD = 'query is too old and response timeout expired or query ID is invalid';

interface AnswerCallbackQuery {
  callback_query_id: string;
  text?: string;
  show_alert?: boolean;
  url?: string;
}

function answerCallbackQuery(
  { world }: CallContext,
  { callback_query_id, text, show_alert, url }: AnswerCallbackQuery,
): true {
  if (text !== undefined && text.length > MAX_CALLBACK_TEXT) throw badRequest('MESSAGE_TOO_LONG');
  const pending = world.callbacks.get(callback_query_id);
  if (!pending || world.now() - pending.at > ANSWERABLE_FOR_MS) throw badRequest(TOO_OLD);
  world.callbacks.delete(callback_query_id);
  pending.resolve({
    answered: true,
    ...(text ? { text } : {}),
    ...(show_alert ? { show_alert } : {}),
    ...(url ? { url } : {}),
  });
  return true;
}

interface InlineArticle {
  id: string;
  input_message_content: { message_text: string; parse_mode?: string; entities?: Entity[] };
  reply_markup?: ReplyMarkup;
}

interface AnswerInlineQuery {
  inline_query_id: string;
  results: InlineArticle[];
  next_offset?: string;
  button?: { text: string; start_parameter?: string; web_app?: unknown };
}

function answerInlineQuery({ world }: CallContext, params: AnswerInlineQuery): true {
  if (params.results.length > MAX_INLINE_RESULTS) throw badRequest('RESULTS_TOO_MUCH');
  const ids = new Set<string>();
  const results = params.results.map((result) => {
    if (result.id === '' || Buffer.byteLength(result.id) > 64) throw badRequest('RESULT_ID_INVALID');
    if (ids.has(result.id)) throw badRequest('RESULT_ID_DUPLICATE');
    ids.add(result.id);
    checkMarkup(result.reply_markup, 'private');
    const { message_text, ...format } = result.input_message_content;
    if (message_text === '') throw badRequest("can't parse inline query result: message text is empty");
    const { text, entities } = checkedText({ text: message_text, ...format }, MESSAGE_TEXT);
    return { ...result, text, entities };
  });
  if (Buffer.byteLength(params.next_offset ?? '') > 64) throw badRequest('NEXT_OFFSET_INVALID');
  checkStartParameter(params.button);
  const pending = world.inlineQueries.get(params.inline_query_id);
  if (!pending || world.now() - pending.at > ANSWERABLE_FOR_MS) throw badRequest(TOO_OLD);
  world.inlineQueries.delete(params.inline_query_id);
  pending.resolve({ results, next_offset: params.next_offset ?? '', button: params.button ?? null });
  return true;
}

function checkStartParameter(button: AnswerInlineQuery['button']): void {
  if (!button || button.web_app) return;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(button.start_parameter ?? '')) throw badRequest('START_PARAM_INVALID');
}

export const answerMethods: Record<string, Method> = { answerCallbackQuery, answerInlineQuery };
