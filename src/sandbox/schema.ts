import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { badRequest } from './errors.js';

/** The parameters of a call, by name. */
export type Params = Record<string, unknown>;

interface ObjectSchema {
  properties?: Record<string, { type?: string | string[]; $ref?: string; anyOf?: unknown[] }>;
}

interface SchemaFile {
  methods: Record<string, ObjectSchema>;
  definitions: Record<string, { type?: string }>;
}

type Coercion = 'integer' | 'boolean' | 'json' | 'chat';

interface Method {
  name: string;
  coercions: Map<string, Coercion>;
  validate: ValidateFunction | null;
}

const file = JSON.parse(readFileSync(new URL('telegram-schema.json', import.meta.url), 'utf8')) as SchemaFile;
// The file is our own: it is not checked, at each start, against the schema of schemas.
const ajv = new Ajv({ allowUnionTypes: true, strict: true, meta: false, validateSchema: false }).addSchema({
  $id: 'bot',
  definitions: file.definitions,
});
const methods = new Map<string, Method>(
  Object.entries(file.methods).map(([name, schema]) => [
    name.toLowerCase(),
    { name, coercions: coercionsOf(schema), validate: null },
  ]),
);

/** The method's proper name, whatever the case of the letters, as Telegram takes it; null for one that is not played. */
export function methodNamed(name: string): string | null {
  return methods.get(name.toLowerCase())?.name ?? null;
}

/**
 * The parameters of a call, brought to their types (a form carries only texts) and checked against the Bot API's schema.
 * Unlike Telegram, which ignores what it does not know, an unknown parameter is refused: it is always a mistake of the caller.
 * Throws ApiError 400.
 */
export function checkedParams(methodName: string, raw: Params): Params {
  const method = methods.get(methodName.toLowerCase());
  if (!method) throw new Error(`no schema of ${methodName}`);
  const params = coerce(method, raw);
  // Compiled at the first call: 50 validators at once would cost every test file half a second.
  method.validate ??= ajv.compile(withFullReferences(file.methods[method.name]) as object);
  if (!method.validate(params)) throw refusal(method, method.validate.errors ?? []);
  return params;
}

function coerce(method: Method, raw: Params): Params {
  const params: Params = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === null || value === undefined) continue;
    params[name] = typeof value === 'string' ? coerced(name, value, method.coercions.get(name)) : value;
  }
  return params;
}

function coerced(name: string, text: string, coercion: Coercion | undefined): unknown {
  switch (coercion) {
    case 'chat':
    case 'integer':
      return /^\s*-?\d{1,16}\s*$/.test(text) ? Number(text) : text;
    case 'boolean':
      return /^(true|1|yes|t)$/i.test(text) ? true : /^(false|0|no|f|)$/i.test(text) ? false : text;
    case 'json':
      try {
        return JSON.parse(text);
      } catch {
        throw badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON object`);
      }
    default:
      return text;
  }
}

function coercionsOf(schema: ObjectSchema): Map<string, Coercion> {
  const coercions = new Map<string, Coercion>();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const definition = property.$ref ? file.definitions[property.$ref.split('/').pop() ?? ''] : property;
    const type = definition?.type;
    if (Array.isArray(type)) coercions.set(name, 'chat');
    else if (type === 'integer' || type === 'boolean') coercions.set(name, type);
    else if (type !== 'string') coercions.set(name, 'json');
  }
  return coercions;
}

/** The same schema with `#/definitions/X` pointing into the one compiled set of definitions. */
function withFullReferences(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/definitions/', '"bot#/definitions/'));
}

/** What Telegram says when a required parameter is missing. */
const MISSING: Record<string, string> = {
  chat_id: 'chat_id is empty',
  text: 'message text is empty',
  message_id: 'message identifier is not specified',
  message_ids: 'message identifiers are not specified',
  user_id: 'invalid user_id specified',
  callback_query_id: 'query is too old and response timeout expired or query ID is invalid',
  inline_query_id: 'query is too old and response timeout expired or query ID is invalid',
  from_chat_id: 'chat_id is empty',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  action: 'wrong parameter action in request',
  file_id: 'file_id not specified',
};

function refusal(method: Method, errors: ErrorObject[]): Error {
  const first = errors[0];
  if (!first) return badRequest(`invalid parameters of ${method.name}`);
  if (first.instancePath === '' && first.keyword === 'required') {
    const name = String(first.params.missingProperty);
    return badRequest(MISSING[name] ?? `parameter "${name}" is required`);
  }
  // Of the errors of several alternatives, the deepest is of the alternative that was meant.
  const deepest = errors.reduce((best, error) =>
    error.keyword !== 'anyOf' && error.instancePath.length > best.instancePath.length ? error : best,
  );
  const place = `${method.name}${deepest.instancePath.replaceAll('/', '.')}`;
  if (deepest.keyword === 'additionalProperties') {
    return badRequest(
      `unknown parameter "${String(deepest.params.additionalProperty)}" of ${place} (Telegram would ignore it, the sandbox is strict)`,
    );
  }
  return badRequest(`${place} ${deepest.message ?? 'is invalid'}`);
}
