import type { IncomingMessage } from 'node:http';
import { ApiError, badRequest } from '../errors.js';
import type { Params } from '../schema.js';
import type { Upload } from '../types.js';
import { readMultipart } from './multipart.js';

/** Telegram takes files of 50 MB from bots. */
const MAX_BYTES = 52 * 1024 * 1024;

export interface RequestParams {
  params: Params;
  files: Map<string, Upload>;
}

const NO_FILES: Map<string, Upload> = new Map();

/** The parameters of a request: from its address, and from a JSON, form or multipart body. Throws ApiError 400 or 413. */
export async function readParams(request: IncomingMessage, query: string): Promise<RequestParams> {
  const params: Params = query === '' ? {} : Object.fromEntries(new URLSearchParams(query));
  if (request.method === 'GET' || request.method === 'HEAD') return { params, files: NO_FILES };
  const bytes = await readBody(request);
  if (bytes.length === 0) return { params, files: NO_FILES };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { params: { ...params, ...jsonObject(bytes) }, files: NO_FILES };
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return {
      params: { ...params, ...Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) },
      files: NO_FILES,
    };
  }
  if (type.startsWith('multipart/form-data')) return multipart(params, bytes, type);
  throw badRequest(`unsupported content type "${type}"`);
}

/** The JSON object in a body. Throws ApiError 400. */
export function jsonObject(bytes: Buffer): Params {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw badRequest("can't parse JSON object");
  return value as Params;
}

/** The whole body. Throws ApiError 413 for more than Telegram takes. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_BYTES) {
        request.pause();
        reject(new ApiError(413, 'Request Entity Too Large'));
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(badRequest('the request ended before its body'));
    });
  });
}

/** A file becomes `attach://its part`, unless another parameter points at that part already. */
function multipart(params: Params, bytes: Buffer, type: string): RequestParams {
  const { texts, files } = readMultipart(bytes, type);
  const pointers = [...texts.values()].join(' ');
  for (const name of files.keys()) if (!pointers.includes(`attach://${name}`)) params[name] = `attach://${name}`;
  return { params: { ...params, ...Object.fromEntries(texts) }, files };
}
